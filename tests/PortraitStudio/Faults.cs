namespace CampusPhoto.PortraitStudio;

/// <summary>Portraits with one named fault each.</summary>
public static class Faults
{
    /// <summary>Each fault's name, the check item that must refuse it, and the change that makes it.</summary>
    public static IReadOnlyDictionary<string, (string Item, Func<Portrait, Portrait> Apply)> All { get; } =
        new Dictionary<string, (string, Func<Portrait, Portrait>)>(StringComparer.Ordinal)
        {
            ["no-face"] = ("face.count", p => p with { Person = false }),
            ["two-faces"] = ("face.count", p => p with { SecondPerson = true, CentreX = 0.4 }),
            ["tilted"] = ("pose.roll", p => p with { Roll = 15 }),
            ["turned"] = ("pose.yaw", p => p with { Yaw = 32 }),
            ["eyes-closed"] = ("eyes.open", p => p with { EyesOpen = 0 }),
            ["mouth-open"] = ("mouth.closed", p => p with { MouthOpen = 1 }),
            ["dark"] = ("exposure.dark", p => p with { Light = 0.22 }),
            ["bright"] = ("exposure.bright", p => p with { Light = 1.6 }),
            ["blurred"] = ("sharpness.face", p => p with { Blur = 0.02 }),
            ["head-too-high"] = ("head.top_margin", p => p with { HeadTop = 0.0 }),
            ["head-too-large"] = ("face.width", p => p with { FaceWidth = 0.72, HeadTop = 0.1 }),
            ["head-too-small"] = ("face.size", p => p with { FaceWidth = 0.1, HeadTop = 0.4 }),
            ["off-centre"] = ("face.centred", p => p with { CentreX = 0.2, HeadTop = 0.2 }),
            ["striped"] = ("background.uniformity", p => p with { Backdrop = Backdrop.Stripes }),
            ["gradient"] = ("background.uniformity", p => p with { Backdrop = Backdrop.Gradient }),
            ["shelves"] = ("background.uniformity", p => p with { Backdrop = Backdrop.Shelves }),
            ["grey"] = ("colour.present", p => p with { Grey = true }),
        };
}
