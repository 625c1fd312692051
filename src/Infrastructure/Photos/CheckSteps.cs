using System.Diagnostics;
using System.Diagnostics.Metrics;
using CampusPhoto.Application.Messaging;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Measures what a photo check spends its time on, one step after the other.</summary>
internal sealed class CheckSteps
{
    private static readonly Histogram<double> Durations = Telemetry.Meter.CreateHistogram<double>(
        "campusphoto.photo_check.step.duration", "s", "Time of one step of a photo check: decode, faces, landmarks, person, cut, measure.*, encode.");

    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Records the time since the step before as that of this one.</summary>
    public void Done(string step)
    {
        long now = Stopwatch.GetTimestamp();
        Durations.Record(Stopwatch.GetElapsedTime(_since, now).TotalSeconds, new KeyValuePair<string, object?>("campusphoto.step", step));
        _since = now;
    }
}
