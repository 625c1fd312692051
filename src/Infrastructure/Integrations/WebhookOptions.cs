using System.Net;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>How events are sent to integrators, section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>Whether plain http will do; in Development it does unless told otherwise.</summary>
    public bool? AllowHttp { get; set; }

    /// <summary>
    /// Private networks that receivers may stand in, such as 10.20.0.0/16; in Development this machine unless told
    /// otherwise.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>How often to look for what is due again, and for events of other nodes.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    public IEnumerable<IPNetwork> Networks => AllowedNetworks.Select(text => IPNetwork.Parse(text));

    public bool Holds() =>
        AllowedNetworks.All(text => IPNetwork.TryParse(text, out _)) && PollInterval >= TimeSpan.FromMilliseconds(100)
        && Patience > TimeSpan.Zero && Patience <= TimeSpan.FromSeconds(30);
}
