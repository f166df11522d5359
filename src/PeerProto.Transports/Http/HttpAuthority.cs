using System.Globalization;
using System.Text;

namespace PeerProto.Transports.Http;

/// <summary>How the host of an endpoint is written for others than the system's resolver.</summary>
internal static class HttpAuthority
{
    /// <summary>The host in ASCII (RFC 5891), an IPv6 address without brackets and without its scope, which means nothing elsewhere.</summary>
    /// <exception cref="PeerConnectionException">No name server could hold such a name.</exception>
    public static string HostOf(PeerEndpoint endpoint)
    {
        string host = endpoint.Address?.Address.ToString().Split('%')[0] ?? endpoint.Host;
        try
        {
            return Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException failure)
        {
            throw TransportFailure.NameNotFound(endpoint, failure);
        }
    }

    /// <summary>Host and port (RFC 9110 section 7.2).</summary>
    public static string Of(PeerEndpoint endpoint)
    {
        string host = HostOf(endpoint);
        return string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{endpoint.Port}");
    }
}
