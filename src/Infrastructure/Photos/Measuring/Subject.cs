using CampusPhoto.Infrastructure.Photos.Measuring.Patches;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>The person whose photo it is, and the delivered photo cut around the head. Three scales: analysis, upload, photo.</summary>
/// <param name="readDetail">Reads <see cref="Detail"/> when a measure first asks for it.</param>
internal sealed class Subject(Func<DetailWindow?> readDetail) : IDisposable
{
    private readonly Lazy<DetailWindow?> _detail = new(readDetail, LazyThreadSafetyMode.None);
    private FacePatch? _patch;

    /// <summary>The face in pixels of the analysis picture.</summary>
    public required FaceShape Shape { get; init; }

    /// <summary>Middle of the pupil on the left of the picture, in pixels of the analysis picture.</summary>
    public required Point2d PupilA { get; init; }

    /// <summary>Middle of the pupil on the right of the picture, in pixels of the analysis picture.</summary>
    public required Point2d PupilB { get; init; }

    /// <summary>The same face in pixels of the upright upload.</summary>
    public required FaceShape Face { get; init; }

    /// <summary>Where the person is, in pixels of the analysis picture.</summary>
    public required PersonRegion Person { get; init; }

    /// <summary>Top of the head, hair included, in pixels of the upload; null when it could not be told.</summary>
    public required double? HeadTop { get; init; }

    /// <summary>What is cut from the upload.</summary>
    public required CropWindow Window { get; init; }

    /// <summary>The head's place in the delivered photo.</summary>
    public required Placement Placement { get; init; }

    /// <summary>The delivered photo: BGR, 8 bits, the specification's size.</summary>
    public required Mat Photo { get; init; }

    /// <summary>Share of person (0 to 1, 32-bit float) in each pixel of <see cref="Photo"/>; what the mask does not cover counts as person.</summary>
    public required Mat PersonInPhoto { get; init; }

    /// <summary>The face in pixels of <see cref="Photo"/>.</summary>
    public required FaceShape FaceInPhoto { get; init; }

    /// <summary>What the small models see in the patches of <see cref="Photo"/>.</summary>
    public required PatchReadings Patches { get; init; }

    /// <summary>The face of <see cref="Photo"/> brought to one place and size.</summary>
    public FacePatch Patch => _patch ??= new FacePatch(Photo, FaceInPhoto);

    /// <summary>
    /// A square of the face at the upload's own resolution: what fine detail, noise and moiré are measured on; null when the
    /// face is too small. It is decoded once, when it is first asked for, and the rows below it are not.
    /// </summary>
    public DetailWindow? Detail => _detail.Value;

    public void Dispose()
    {
        Photo.Dispose();
        PersonInPhoto.Dispose();
    }
}
