using OpenCvSharp;
using OpenCvSharp.Dnn;

namespace CampusPhoto.Infrastructure.Photos.Vision;

/// <summary>A network (TensorFlow Lite or ONNX) run by OpenCV, with the names of all its outputs.</summary>
internal sealed class NeuralNet : IDisposable
{
    private readonly Net _net;
    private readonly string[] _outputs;

    /// <exception cref="FileNotFoundException">The model file is not there.</exception>
    public NeuralNet(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException("A model of the photo check is missing; build again with npm at hand.", path);
        _net = CvDnn.ReadNet(path) ?? throw new InvalidDataException($"{Path.GetFileName(path)} is not a model that OpenCV reads.");
        _outputs = [.. _net.GetUnconnectedOutLayersNames().OfType<string>()];
    }

    /// <summary>Runs the network on an RGB picture; one array of numbers for each output.</summary>
    /// <param name="bgr">The picture at the network's input size.</param>
    /// <param name="scale">Factor of the pixel values.</param>
    /// <param name="mean">Subtracted from each value before the factor.</param>
    public float[][] Run(Mat bgr, double scale, double mean) => Run(bgr, scale, Scalar.All(mean));

    /// <summary>The same with a mean for each of red, green and blue.</summary>
    public float[][] Run(Mat bgr, double scale, Scalar mean)
    {
        using var blob = CvDnn.BlobFromImage(bgr, scale, bgr.Size(), mean, swapRB: true, crop: false);
        _net.SetInput(blob);
        var mats = _outputs.Select(_ => new Mat()).ToArray();
        try
        {
            _net.Forward(mats, _outputs);
            return [.. mats.Select(Values)];
        }
        finally
        {
            foreach (var mat in mats) mat.Dispose();
        }
    }

    private static float[] Values(Mat mat)
    {
        var values = new float[mat.Total()];
        System.Runtime.InteropServices.Marshal.Copy(mat.Data, values, 0, values.Length);
        return values;
    }

    public void Dispose() => _net.Dispose();
}
