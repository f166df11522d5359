using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PeerProto.Diagnostics;

/// <summary>
/// Says what a request that failed on its way through a proxy means. The words of exceptions are left out: they may repeat bytes of the proxy, and a proxy may repeat what it was sent.
/// </summary>
internal static class ProxyFindings
{
    /// <summary>The proxy wants to know who asks, or knows, and refuses.</summary>
    public static ProxyFinding Credentials(ProxyEndpoint proxy, int status) => Credentials(proxy, string.Create(CultureInfo.InvariantCulture, $"status {status}")) with { Status = status };

    /// <summary>A request ended without an answer.</summary>
    /// <param name="failure">What it ended with.</param>
    /// <param name="proxy">The proxy.</param>
    /// <param name="isConnected">Whether there was a connection to the proxy.</param>
    public static ProxyFinding Of(Exception failure, ProxyEndpoint proxy, bool isConnected)
    {
        switch (failure)
        {
            case HttpRequestException { InnerException: ProxyBypassException }:
                return new ProxyFinding(ProxyProbeOutcome.Bypassed, "a request was about to go around the proxy, and was stopped", "Tell the maintainers: this should not be possible");
            case HttpRequestException { InnerException: PeerConnectionException refusal }:
                return OfSocks(refusal, proxy);
            case HttpRequestException { InnerException: SocketException reason }:
                return OfConnecting(reason.SocketErrorCode, proxy);
            case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refusal:
                return OfTunnel((int?)refusal.StatusCode, proxy);
            case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                return OfConnecting(SocketError.HostNotFound, proxy);
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException }:
                return new ProxyFinding(ProxyProbeOutcome.TlsFailed, "TLS to the page failed: what answered has no certificate that is trusted for it, or speaks no TLS", "Check the page's certificate without the proxy; if it is good there, the proxy reads along");
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                return new ProxyFinding(ProxyProbeOutcome.TlsFailed, "the connection broke while TLS to the page was agreed on", "Check that the page answers without the proxy");
            case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                return new ProxyFinding(ProxyProbeOutcome.WrongAnswer, "the answer's headers are too long", "Check that this is a proxy");
            case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } when isConnected:
                return new ProxyFinding(ProxyProbeOutcome.NotAProxy, "the proxy hung up before the answer was complete", "Check that this is a proxy, and what its log says");
            default:
                return isConnected
                    ? new ProxyFinding(ProxyProbeOutcome.NotAProxy, "what listens there did not answer like a proxy, or hung up", "Check the port, and whether http or socks5 is spoken there")
                    : new ProxyFinding(ProxyProbeOutcome.Unreachable, "no connection to the proxy came about", "Check the proxy's address");
        }
    }

    /// <summary>A request took too long.</summary>
    public static ProxyFinding TimedOut(TimeSpan limit, bool isConnected) => new(
        ProxyProbeOutcome.TimedOut,
        string.Create(CultureInfo.InvariantCulture, $"{(isConnected ? "no complete answer came" : "the proxy could not be reached")} within {limit.TotalSeconds:0.###} s"),
        isConnected ? "Check that the page answers without the proxy; if so, take another proxy or more time" : "Check the proxy's address, and that no firewall is in between");

    private static ProxyFinding OfSocks(PeerConnectionException refusal, ProxyEndpoint proxy)
    {
        if (refusal.Code == PeerErrorCode.ProxyCredentialsRefused)
            return Credentials(proxy, "SOCKS");
        return refusal.Diagnosis.Code == PeerDiagnosisCode.ProxyRefused
            ? new ProxyFinding(ProxyProbeOutcome.TunnelRefused, refusal.Cause, refusal.Remedy)
            : new ProxyFinding(ProxyProbeOutcome.NotAProxy, "what listens there does not answer like a SOCKS 5 proxy", "Check the port, and whether http is spoken there");
    }

    private static ProxyFinding OfConnecting(SocketError error, ProxyEndpoint proxy) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            new ProxyFinding(ProxyProbeOutcome.Unresolvable, $"the name {proxy.Host} has no address", "Check how the proxy's name is written, and that a name server is reached"),
        SocketError.ConnectionRefused =>
            new ProxyFinding(ProxyProbeOutcome.Refused, string.Create(CultureInfo.InvariantCulture, $"nobody listens at port {proxy.Port} of {proxy.Host}"), "Check the port, and that the proxy runs"),
        SocketError.TimedOut => new ProxyFinding(ProxyProbeOutcome.TimedOut, "the proxy could not be reached in the system's time", "Check the proxy's address, and that no firewall is in between"),
        SocketError.AccessDenied => new ProxyFinding(ProxyProbeOutcome.Unreachable, $"this machine does not let a connection to {proxy.Host} out", "Check this machine's firewall and routes"),
        _ => new ProxyFinding(ProxyProbeOutcome.Unreachable, $"there is no way to {proxy.Host} ({error})", "Check the proxy's address, and this machine's network"),
    };

    private static ProxyFinding OfTunnel(int? status, ProxyEndpoint proxy)
    {
        if (status is null)
            return new ProxyFinding(ProxyProbeOutcome.NotAProxy, "what listens there did not answer like a proxy when it was asked for a connection", "Check the port, and whether http or socks5 is spoken there");
        if (status is 407 or 401)
            return Credentials(proxy, status.Value);
        return new ProxyFinding(
            ProxyProbeOutcome.TunnelRefused,
            string.Create(CultureInfo.InvariantCulture, $"the proxy opened no connection to the page's host (CONNECT, status {status})"),
            status switch
            {
                403 or 405 => "Ask whoever runs the proxy to allow CONNECT to that host and port",
                501 => "Check that this is a proxy and not a web server",
                >= 500 => "Check that the page answers without the proxy; if so, the proxy cannot reach it",
                _ => "See the proxy's log",
            }) { Status = status };
    }

    private static ProxyFinding Credentials(ProxyEndpoint proxy, string how) => proxy.UserName is null
        ? new ProxyFinding(ProxyProbeOutcome.CredentialsMissing, $"the proxy asks for a user and a password ({how})", "Write host:port:user:password in the list")
        : new ProxyFinding(ProxyProbeOutcome.CredentialsWrong, $"the proxy refused the user '{proxy.UserName}' and the password ({how})", "Check user and password; a password in the form of a URL needs %XX for what has a meaning there");
}
