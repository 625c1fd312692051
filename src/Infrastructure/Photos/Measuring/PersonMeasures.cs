namespace CampusPhoto.Infrastructure.Photos.Measuring;

/// <summary>Items about the head's place and the shoulders.</summary>
internal static class PersonMeasures
{
    private const double AboveEdge = 12;

    public static void Measure(Scene scene, Subject subject, Measurements measured)
    {
        var placement = subject.Placement;
        if (subject.HeadTop is not null) measured.Set(CheckCodes.HeadTopMargin, placement.HeadTop);
        measured.Set(CheckCodes.EyeLine, placement.EyeLine);
        measured.Set(CheckCodes.FaceWidth, placement.FaceWidth);
        measured.Set(CheckCodes.FaceCentred, placement.OffCentre);

        var row = subject.Window.Y + (scene.Specification.Output.Height - AboveEdge) / subject.Window.Scale;
        measured.Set(CheckCodes.ShouldersVisible, subject.Person.WidthAt(row / scene.AnalysisToUpload) / subject.Shape.Width);
        measured.Set(CheckCodes.ShouldersLevel, ShoulderMeasure.Lean(subject.PersonInPhoto, subject.FaceInPhoto));
    }
}
