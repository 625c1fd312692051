using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>
/// Keeps events from being sent into this installation's own network, whatever an integrator's name leads to: the address
/// is looked at when it is connected to, so that a name that is changed afterwards gains nothing.
/// </summary>
internal sealed class WebhookAddresses(IOptions<WebhookOptions> options)
{
    // https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry: what is not globally
    // reachable, and what holds an IPv4 address inside.
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private readonly IPNetwork[] _opened = [.. options.Value.Networks];

    public bool MaySendTo(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && options.Value.AllowHttp == true))
        && address is { UserInfo: "", Fragment: "" }
        && (!IPAddress.TryParse(address.DnsSafeHost, out IPAddress? number) || IsOpen(number));

    public bool IsOpen(IPAddress address)
    {
        IPAddress bare = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_opened, network => network.Contains(bare)) || !Array.Exists(Closed, network => network.Contains(bare));
    }

    /// <summary>Connects to those addresses of the name that may be connected to.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] open =
            [.. (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken)).Where(IsOpen)];
        if (open.Length == 0) throw new AddressNotAllowedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        bool connected = false;
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellationToken);
            connected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!connected) socket.Dispose();
        }
    }
}
