using CampusPhoto.Infrastructure.Photos.Measuring.Patches;

namespace CampusPhoto.PortraitStudio.Training;

/// <summary>What one patch model learns to tell, from which kinds of faults.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="View">What it looks at.</param>
/// <param name="Faults">The kinds whose patches show it, where they changed the patch.</param>
/// <param name="LeftOut">Kinds that show something like it, so that neither answer would be wrong.</param>
/// <param name="Changed">Share of the patch that a fault must have changed to be seen in it.</param>
/// <param name="Bound">
/// Log odds from which on it counts as shown: between good and faulty patches of people whom the model had not seen, nearer
/// to the faulty ones, by the table that the training prints.
/// </param>
internal sealed record PatchTask(string Name, PatchView View, IReadOnlyList<string> Faults, IReadOnlyList<string> LeftOut, double Changed, float Bound)
{
    public static readonly IReadOnlyList<PatchTask> All =
    [
        new("eye-closed", PatchView.Eye, ["eyes-closed", "half-closed", "wink"], ["hair-over-eyes", "hand-eye", "frame-over-eyes", "heavy-frame", "sunglasses"], 0.02, 4.5f),
        new("eye-hair", PatchView.Eye, ["hair-over-eyes"], ["hand-eye", "sunglasses"], 0.06, 5),
        new("eye-frame", PatchView.Eye, ["frame-over-eyes"], ["hand-eye", "heavy-frame", "sunglasses"], 0.04, 3),
        new("face-covered", PatchView.HalfFace, ["hand-mouth", "hand-cheek", "hand-chin", "hand-palm", "face-mask", "veil"], ["hand-eye", "headscarf", "sunglasses"], 0.08, 4),
        new("head-covered", PatchView.Crown, ["cap", "knit-hat", "headscarf", "veil"], [], 0.10, 9),
        new("eye-hand", PatchView.Eye, ["hand-eye"], [], 0.10, 4),
        // Its item counts from 90 % on, which is ln 9 times the softness above the bound: log odds of 5.
        new("grimace", PatchView.Front, ["expression"], ["mouth-open", "smile-teeth", "sunglasses"], 0.01, -3.8f),
    ];
}
