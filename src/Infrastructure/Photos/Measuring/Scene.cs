using CampusPhoto.Domain.Photos;
using CampusPhoto.Infrastructure.Photos.Files;
using CampusPhoto.Infrastructure.Photos.Vision;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>
/// What is known of one photo while it is measured. The scene owns every picture it holds, those of its subject too;
/// measures look at them and never keep one.
/// </summary>
internal sealed class Scene : IDisposable
{
    public required PhotoFile File { get; init; }

    public required PhotoSpecification Specification { get; init; }

    /// <summary>The models of the worker, for measures that look again.</summary>
    public required VisionModels Models { get; init; }

    /// <summary>The upright picture as decoded: BGR, 8 bits, perhaps reduced.</summary>
    public required Mat Decoded { get; set; }

    /// <summary>The upright picture at most <see cref="SceneReader.AnalysisSide"/> long, in which faces are looked for.</summary>
    public required Mat Analysis { get; init; }

    /// <summary>All faces in pixels of <see cref="Analysis"/>, turned by <see cref="Turn"/>.</summary>
    public IReadOnlyList<FaceShape> Faces { get; set; } = [];

    /// <summary>Degrees (0, 90, 180 or 270) by which the picture must be turned clockwise until faces are upright; null without a face.</summary>
    public int? Turn { get; set; }

    /// <summary>Whose photo it is; null when no face was found upright.</summary>
    public Subject? Subject { get; set; }

    /// <summary>Pixels of the upright upload for one of <see cref="Analysis"/>.</summary>
    public double AnalysisToUpload => (double)File.UprightWidth / Analysis.Width;

    /// <summary>Pixels of <see cref="Decoded"/> for one of the upright upload.</summary>
    public double UploadToDecoded => (double)Decoded.Width / File.UprightWidth;

    public void Dispose()
    {
        Subject?.Dispose();
        Analysis.Dispose();
        Decoded.Dispose();
    }
}
