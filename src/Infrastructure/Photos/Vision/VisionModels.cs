using CampusPhoto.Infrastructure.Photos.Measuring;
using CampusPhoto.Infrastructure.Photos.Measuring.Patches;

using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Vision;

/// <summary>
/// The loaded models of one worker. OpenCV's networks keep state between calls, so no two threads may share one.
/// </summary>
internal sealed class VisionModels : IDisposable
{
    private PatchReader? _patches;

    private VisionModels(string folder)
    {
        Faces = new FaceFinder(Path.Combine(folder, "face_detection_full_range.tflite"));
        Mesh = new FaceMesh(Path.Combine(folder, "face_landmark.tflite"));
        Person = new PersonMask(Path.Combine(folder, "selfie_segmentation.tflite"));
        Expression = new ExpressionNet(Path.Combine(folder, "face_expression.onnx"));
        Qr = new QrFinder();
    }

    public FaceFinder Faces { get; }

    public FaceMesh Mesh { get; }

    public PersonMask Person { get; }

    public ExpressionNet Expression { get; }

    /// <summary>The small models that this project trained itself; read when first asked for, so that they can be trained anew.</summary>
    public PatchReader Patches => _patches ??= new PatchReader();

    public QrFinder Qr { get; }

    /// <summary>Loads the native library and the models.</summary>
    /// <param name="folder">Folder of the model files; a relative one lies beside the program.</param>
    public static VisionModels Load(string folder)
    {
        // One core per check: the workers are the parallelism.
        Cv2.SetNumThreads(1);
        return new VisionModels(Path.Combine(AppContext.BaseDirectory, folder));
    }

    /// <summary>Runs each model once: the first run costs most.</summary>
    public void WarmUp()
    {
        using var blank = new Mat(256, 256, MatType.CV_8UC3, Scalar.All(127));
        Faces.Find(blank);
        var shape = Mesh.Fit(blank, new FaceBox(1, new Rect2f(64, 64, 128, 128), new Point2f(100, 110), new Point2f(156, 110)));
        Expression.Read(blank, shape);
        Patches.Read(blank, shape);
        Person.Segment(blank, new Rect(0, 0, 256, 256));
    }

    public void Dispose()
    {
        Faces.Dispose();
        Mesh.Dispose();
        Person.Dispose();
        Expression.Dispose();
        _patches?.Dispose();
        Qr.Dispose();
    }
}
