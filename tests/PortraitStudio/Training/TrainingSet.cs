using CampusPhoto.Infrastructure.Photos.Measuring.Patches;

namespace CampusPhoto.PortraitStudio.Training;

/// <summary>One patch as numbers.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Kind">The kind of picture it was cut from.</param>
/// <param name="Shows">Whether it shows what is to be told.</param>
/// <param name="Features">What describes it.</param>
internal sealed record Sample(string Person, string Kind, bool Shows, float[] Features);

/// <summary>The patches of one task.</summary>
internal sealed class TrainingSet(PatchTask task) : List<Sample>
{
    public PatchTask Task => task;

    public int People => this.Select(sample => sample.Person).Distinct().Count();

    /// <summary>Whether a picture of that kind shows it in a patch of which this share was changed; null when it is left out.</summary>
    public bool? Shows(string kind, double changed)
    {
        if (task.LeftOut.Contains(kind)) return null;
        if (!task.Faults.Contains(kind)) return false;
        return changed >= task.Changed ? true : null;
    }

    public void Add(string person, string kind, double changed, float[] features)
    {
        if (Shows(kind, changed) is { } shows) Add(new Sample(person, kind, shows, features));
    }

    /// <summary>The model of the samples that are chosen; its odds are 0 where faulty and good are as likely.</summary>
    public PatchModel Train(Func<Sample, bool> which) =>
        LogisticRegression.Train(task.Name, task.View.Name, [.. this.Where(which)], $"{People} people, {Count} patches, {this.Count(sample => sample.Shows)} of them showing it");

    /// <summary>The model of all samples with the task's bound taken off.</summary>
    public PatchModel TrainBounded()
    {
        var model = Train(_ => true);
        return model with { Bias = model.Bias - task.Bound };
    }
}
