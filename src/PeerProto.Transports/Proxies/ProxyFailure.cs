using PeerProto.Transports.WebSockets;

namespace PeerProto.Transports.Proxies;

/// <summary>What can go wrong with a proxy, with cause and remedy. Nothing here holds a password.</summary>
internal static class ProxyFailure
{
    public static PeerConnectionException Unreachable(ProxyEndpoint proxy, PeerConnectionException failure) => new(
        failure.Stage,
        failure.Code,
        $"The proxy {proxy} cannot be reached: {failure.Cause}",
        "Check the proxy's address and that it runs; links are not opened without it",
        failure,
        PeerDiagnosisCode.ProxyFailed);

    public static PeerConnectionException TimedOut(ProxyEndpoint proxy, PeerEndpoint target, TimeSpan deadline) => new(
        ConnectionStage.Connect,
        PeerErrorCode.TimedOut,
        $"The proxy {proxy} did not open a connection to {target} within {deadline.TotalSeconds:0.###} s",
        "Check that it is a proxy of that kind and that the peer runs, or raise TcpTransportOptions.ConnectDeadline",
        diagnosis: PeerDiagnosisCode.ProxyFailed);

    public static PeerConnectionException Lost(ProxyEndpoint proxy, PeerEndpoint target, Exception failure) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProxyRefused,
        $"The proxy {proxy} hung up when it was asked for {target}",
        "Check that it is a proxy of that kind, and what its log says",
        failure,
        PeerDiagnosisCode.ProxyFailed);

    public static PeerConnectionException Garbage(ProxyEndpoint proxy) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProxyRefused,
        $"What listens at {proxy} did not answer like a proxy of that kind",
        "Check the proxy's port, and whether it speaks HTTP or SOCKS version 5",
        diagnosis: PeerDiagnosisCode.ProxyFailed);

    public static PeerConnectionException Credentials(ProxyEndpoint proxy, string status) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProxyCredentialsRefused,
        proxy.UserName is null
            ? $"The proxy {proxy} asks for a user and a password ({status})"
            : $"The proxy {proxy} refused the user '{proxy.UserName}' and the password ({status})",
        proxy.UserName is null ? "Give them, as in http://user:password@host:port" : "Check user and password");

    public static PeerConnectionException Status(ProxyEndpoint proxy, PeerEndpoint target, int code, string reason) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProxyRefused,
        $"The proxy {proxy} did not open a connection to {target}: status {code}{(reason.Length > 0 ? " " + WebSocketHandshake.Shortened(reason) : "")}",
        code switch
        {
            403 or 405 => "Ask whoever runs the proxy to allow CONNECT to that host and port",
            >= 500 => "Check that the peer runs and that the proxy can reach it",
            _ => "See the proxy's log",
        });

    public static PeerConnectionException Reply(ProxyEndpoint proxy, PeerEndpoint target, byte code) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProxyRefused,
        // RFC 1928 section 6.
        $"The proxy {proxy} did not open a connection to {target}: reply {code}, " + code switch
        {
            1 => "a failure of the proxy",
            2 => "not allowed by its rules",
            3 => "the network is unreachable",
            4 => "the host is unreachable",
            5 => "nobody listens there",
            6 => "it took too long",
            7 => "it does not open connections at all",
            8 => "it does not take addresses of this kind",
            _ => "for a reason without a name",
        },
        code == 2 ? "Ask whoever runs the proxy to allow that host and port" : "Check that the peer runs and that the proxy can reach it");
}
