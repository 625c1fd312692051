namespace CampusPhoto.PortraitStudio;

/// <summary>A colour of the drawing, sRGB.</summary>
public readonly record struct Rgb(byte R, byte G, byte B);

/// <summary>What stands behind the person.</summary>
public enum Backdrop
{
    Plain,
    Gradient,
    Stripes,
    Shelves,
}

/// <summary>
/// How a portrait is drawn. The default is a person whom the first check passes; every fault is one change away from it.
/// </summary>
public sealed record Portrait
{
    /// <summary>Width in pixels.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; } = 1600;

    /// <summary>Varies skin, hair, clothes, proportions and noise; the same seed draws the same picture.</summary>
    public int Seed { get; init; }

    public Backdrop Backdrop { get; init; } = Backdrop.Plain;

    public Rgb BackdropColour { get; init; } = new(240, 240, 240);

    /// <summary>Colour of the skin; chosen by the seed when null.</summary>
    public Rgb? Skin { get; init; }

    /// <summary>Colour of the hair; chosen by the seed when null.</summary>
    public Rgb? Hair { get; init; }

    /// <summary>Colour of the jacket; chosen by the seed when null, each with a shade of its own.</summary>
    public Rgb? Jacket { get; init; }

    /// <summary>False draws the backdrop alone.</summary>
    public bool Person { get; init; } = true;

    /// <summary>Draws a second, smaller person behind the first one's shoulder.</summary>
    public bool SecondPerson { get; init; }

    /// <summary>1 is open, 0 is shut.</summary>
    public double EyesOpen { get; init; } = 1;

    /// <summary>0 is closed, 1 is wide open.</summary>
    public double MouthOpen { get; init; }

    public bool Glasses { get; init; }

    /// <summary>A hand before the lower face.</summary>
    public bool Hand { get; init; }

    /// <summary>Tilt of the picture in degrees, clockwise.</summary>
    public double Roll { get; init; }

    /// <summary>Turn of the face in degrees, to the picture's right; drawn by moving the features.</summary>
    public double Yaw { get; init; }

    /// <summary>Width of the face by the width of the picture.</summary>
    public double FaceWidth { get; init; } = 0.34;

    /// <summary>Top of the hair to the upper edge, by the height of the picture.</summary>
    public double HeadTop { get; init; } = 0.16;

    /// <summary>Middle of the face by the width of the picture.</summary>
    public double CentreX { get; init; } = 0.5;

    /// <summary>Factor of the exposure.</summary>
    public double Light { get; init; } = 1;

    /// <summary>How much darker the picture's right side is, 0 to 1.</summary>
    public double SideShade { get; init; }

    /// <summary>Blur by the width of the face, beyond the lens's usual softness.</summary>
    public double Blur { get; init; }

    /// <summary>Standard deviation of the sensor's noise, in levels.</summary>
    public double Noise { get; init; } = 2.2;

    /// <summary>No colour at all.</summary>
    public bool Grey { get; init; }

    /// <summary>A red badge on the lapel at the picture's right, which tells a mirrored picture.</summary>
    public bool Badge { get; init; }

    /// <summary>How the rows are stored: 1 to 8 as EXIF counts; the picture stays upright for who obeys it (JPEG only).</summary>
    public int StoredOrientation { get; init; } = 1;
}
