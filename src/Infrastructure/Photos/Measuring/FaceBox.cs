using OpenCvSharp;

namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>A face as the detector sees it, in pixels of the picture it was given.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="Box">From the brows to the chin, cheek to cheek.</param>
/// <param name="EyeA">The eye on the left of the picture.</param>
/// <param name="EyeB">The eye on the right of the picture.</param>
internal readonly record struct FaceBox(float Score, Rect2f Box, Point2f EyeA, Point2f EyeB);
