namespace CampusPhoto.Application.Integrations;

/// <summary>
/// Where integrators try everything out: a school of its own, a collection code that always holds and names another student
/// each time, and a payer who, at the WeChat stand-in, pays without being asked.
/// </summary>
public static class Sandbox
{
    /// <summary>学校编号 that marks the sandbox's students and orders.</summary>
    public const string SchoolCode = "SANDBOX";

    /// <summary>Its name.</summary>
    public const string SchoolName = "沙箱大学";

    /// <summary>Text of the collection code that always holds.</summary>
    public const string CollectionCode = "CAMPUSPHOTO-SANDBOX";

    /// <summary>What the openids of its students begin with; the stand-in's payer knows them by that.</summary>
    public const string OpenIdPrefix = "sandbox-";

    /// <summary>What its orders cost.</summary>
    internal const long PriceFen = 3000;
}

/// <summary>Whether there is a sandbox, section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sandbox";

    /// <summary>In Development there is one unless told otherwise, and nowhere else: nobody would pay there.</summary>
    public bool? Enabled { get; set; }
}
