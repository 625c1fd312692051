using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A part of the upload at full resolution.</summary>
/// <param name="luma">8-bit luma of the part; owned from here on.</param>
/// <param name="area">The part, in pixels of the upright upload.</param>
internal sealed class FaceDetail(Mat luma, Rect area) : IDisposable
{
    public Mat Luma => luma;

    public Rect Area => area;

    public void Dispose() => luma.Dispose();
}
