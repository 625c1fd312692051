using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CampusPhoto.Application.Messaging;

/// <summary>Where the program's own spans and measurements come from. They carry names, counts and times, never what a request held.</summary>
public static class Telemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "CampusPhoto";

    /// <summary>Spans.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Measurements.</summary>
    public static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> UseCases = Meter.CreateHistogram<double>(
        "campusphoto.usecase.duration", "s", "How long commands, processes and queries take, by name and outcome (ok or the error's code).");
}
