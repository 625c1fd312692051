using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Photos;

/// <summary>How much a requirement weighs.</summary>
public enum CheckSeverity
{
    /// <summary>Told, without any effect.</summary>
    Info,

    /// <summary>Told to the student and the reviewer; does not refuse the photo.</summary>
    Warn,

    /// <summary>Refuses the photo when it fails.</summary>
    Block,
}

/// <summary>What a requirement's measurement came to.</summary>
public enum CheckVerdict
{
    /// <summary>Within the bounds.</summary>
    Pass,

    /// <summary>Outside the bounds.</summary>
    Fail,

    /// <summary>Could not be measured; a reviewer decides.</summary>
    NotMeasured,
}

/// <summary>One requirement of a photo specification, measured on one photo.</summary>
/// <param name="Code">Stable code in <c>area.requirement</c> form, such as <c>head.top_margin</c>.</param>
/// <param name="Severity">How much it weighs in this specification.</param>
/// <param name="Verdict">What the measurement came to.</param>
/// <param name="Value">The measured value, in <paramref name="Unit"/>; null when not measured.</param>
/// <param name="Min">The least allowed value, if there is one.</param>
/// <param name="Max">The greatest allowed value, if there is one.</param>
/// <param name="Unit">Unit of the three numbers: px, deg, %, ratio, bytes, count, level (of 255 or of L*), bit, dB, dE (CIE 1976 colour difference).</param>
/// <param name="Message">What was measured.</param>
/// <param name="Remedy">What to change, and by how much; null when it passed.</param>
public sealed record CheckItem(
    string Code,
    CheckSeverity Severity,
    CheckVerdict Verdict,
    double? Value,
    double? Min,
    double? Max,
    string Unit,
    LocalizedText Message,
    LocalizedText? Remedy);

/// <summary>The first check (初审) of one photo: one item per requirement.</summary>
/// <param name="SpecificationId">The specification that was applied.</param>
/// <param name="SpecificationVersion">Its version.</param>
/// <param name="Items">All requirements, in the specification's order.</param>
public sealed record CheckReport(string SpecificationId, int SpecificationVersion, IReadOnlyList<CheckItem> Items)
{
    /// <summary>SHA-256 of the specification that was applied, a campaign's overrides included.</summary>
    public string? SpecificationSha256 { get; init; }

    /// <summary>The campaign's overrides that were in force, as JSON; null for none.</summary>
    public string? SpecificationOverrides { get; init; }

    /// <summary>Whether no blocking requirement failed. What was not measured does not fail; it goes to the reviewer.</summary>
    public bool Passed => !Items.Any(item => item is { Severity: CheckSeverity.Block, Verdict: CheckVerdict.Fail });
}
