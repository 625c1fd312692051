namespace CampusPhoto.PortraitStudio.Retouching;

/// <summary>All faults and harmless changes that are made of good portraits.</summary>
public static class FaultKinds
{
    /// <summary>By area; harmless changes last.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        .. SharpnessFaults.All, .. LightFaults.All, .. BackgroundFaults.All, .. ExtraFaults.All, .. FramingFaults.All,
        .. PoseFaults.All, .. EyeFaults.All, .. MouthFaults.All, .. GlassesFaults.All, .. CoverFaults.All, .. HarmlessChanges.All, .. HarmlessFaces.All,
    ];
}
