using OpenCvSharp;

namespace CampusPhoto.Architecture.Tests.Violations;

/// <summary>Holds a picture that nobody gives back.</summary>
internal sealed class PictureKeeper(Mat picture)
{
    private readonly Mat _picture = picture;

    public int Width => _picture.Width;
}
