using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace PeerProto.Transports.Quic;

/// <summary>The one place that turns what System.Net.Quic reports into stage, cause and remedy.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal static class QuicFailure
{
    private const long FirstTlsAlert = 0x100; // CRYPTO_ERROR, RFC 9000 section 20.1
    private const long LastTlsAlert = 0x1FF;
    private const long NoApplicationProtocol = FirstTlsAlert + 120; // RFC 7301 section 3.2

    private const string CompareBothSides = "Check that both sides are PeerProto peers of the same wire version, with a security of certificates";
    private const string LetItTrust = "Let the peer trust this app's key, or show it the key that it knows";
    private const string LetUdpThrough =
        "Let UDP through to that port in the firewalls of both machines and between them, and check that the peer runs and listens with QUIC. "
        + "Where UDP stays blocked, have TCP beside QUIC in PeerSessionOptions.Transports: peers that find each other fall back to it";

    public static PeerConnectionException UnknownEndpoint(PeerEndpoint endpoint) => new(
        ConnectionStage.Connect,
        PeerErrorCode.EndpointNotSupported,
        $"The transport '{QuicTransportProvider.TransportName}' cannot reach {endpoint}",
        $"Give it an endpoint of the form quic://host:port, or add a transport for '{endpoint.Transport}'");

    public static PeerConnectionException NameNotFound(PeerEndpoint endpoint, SocketException? failure) => new(
        ConnectionStage.Resolve,
        PeerErrorCode.NameNotFound,
        failure?.SocketErrorCode == SocketError.TryAgain
            ? $"No name server could be asked about '{endpoint.Host}'"
            : $"The name '{endpoint.Host}' has no address",
        "Check the spelling and the name server, or use an IP address",
        failure);

    public static PeerConnectionException ResolveTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => new(
        ConnectionStage.Resolve,
        PeerErrorCode.TimedOut,
        $"The name '{endpoint.Host}' was not resolved within {deadline.TotalSeconds:0.###} s",
        "Check the name server, use an IP address, or raise QuicTransportOptions.ResolveDeadline");

    public static PeerConnectionException ConnectTimedOut(PeerEndpoint endpoint, TimeSpan deadline, Exception? failure = null) => new(
        ConnectionStage.Connect,
        PeerErrorCode.TimedOut,
        $"Nothing came back over UDP from {endpoint} within {deadline.TotalSeconds:0.###} s",
        LetUdpThrough,
        failure,
        PeerDiagnosisCode.UdpBlocked);

    public static PeerConnectionException ScopeMissing(PeerEndpoint endpoint) => new(
        ConnectionStage.Connect,
        PeerErrorCode.Unreachable,
        $"{endpoint} is a link-local address without the interface that it lives on",
        "Add the interface, as in quic://[fe80::1%eth0]:port");

    public static PeerConnectionException NoCertificate(PeerEndpoint peer) => new(
        ConnectionStage.Tls,
        PeerErrorCode.PeerNotIdentified,
        $"{peer} showed no certificate",
        "Let the peer show one: PeerProto peers always do, other programs have an option for it");

    public static PeerConnectionException Refused(TlsVerdict verdict) => new(
        ConnectionStage.Tls,
        PeerErrorCode.PeerNotTrusted,
        verdict.Cause ?? "This side does not trust the peer",
        verdict.Remedy ?? "Change the trust of this side if the peer is welcome",
        diagnosis: verdict.Code);

    public static PeerConnectionException TrustTimedOut(PeerEndpoint peer, TimeSpan deadline) => new(
        ConnectionStage.Tls,
        PeerErrorCode.TimedOut,
        $"Nobody decided within {deadline.TotalSeconds:0.###} s whether to trust {peer}",
        "Decide earlier, or raise QuicTransportOptions.TrustDeadline",
        diagnosis: PeerDiagnosisCode.TrustUndecided);

    public static PeerConnectionException TrustFailed(PeerEndpoint peer, Exception failure) => new(
        ConnectionStage.Tls,
        PeerErrorCode.PeerNotTrusted,
        $"The decision whether to trust {peer} failed with {failure.GetType().Name}: {failure.Message.TrimEnd('.')}",
        "Mend the callback given to PeerSecurity.Trust; until then such peers are refused",
        failure,
        PeerDiagnosisCode.TrustFailed);

    public static PeerConnectionException NotPeerProto(PeerEndpoint peer) => new(
        ConnectionStage.Connect,
        PeerErrorCode.ProtocolViolation,
        $"{peer} did not begin its first stream as PeerProto does",
        CompareBothSides);

    public static PeerConnectionException Listen(string place, Exception failure)
    {
        (PeerErrorCode code, string cause, string remedy) = failure switch
        {
            SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or QuicException { QuicError: QuicError.AlpnInUse } =>
                (PeerErrorCode.AddressInUse, $"Something listens on {place} already", "Choose another port, or 0 for any free one"),
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                (PeerErrorCode.AddressNotAvailable, $"The address of {place} does not belong to this machine", "Listen on an address that the machine has, or on all of them"),
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                (PeerErrorCode.PermissionDenied, $"The system does not let this program listen on {place}", "Choose a port of 1024 or above, or 0 for any free one"),
            _ => (PeerErrorCode.Unknown, $"Listening on {place} failed ({Name(failure)})", "See the inner exception"),
        };
        return new PeerConnectionException(ConnectionStage.Connect, code, cause, remedy, failure);
    }

    /// <summary>Why no connection came about.</summary>
    public static PeerConnectionException Connect(PeerEndpoint endpoint, Exception failure, TimeSpan deadline, Exception? details = null)
    {
        if (failure is QuicException { QuicError: QuicError.ConnectionTimeout or QuicError.ConnectionIdle })
            return ConnectTimedOut(endpoint, deadline, details ?? failure);
        (ConnectionStage stage, PeerErrorCode code, string cause, string remedy) = Explain(failure, endpoint.ToString(), ConnectionStage.Connect);
        PeerDiagnosisCode? diagnosis = failure is QuicException { TransportErrorCode: NoApplicationProtocol } ? PeerDiagnosisCode.AlpnRefused : null;
        return new PeerConnectionException(stage, code, cause, remedy, details ?? failure, diagnosis);
    }

    /// <summary>What reading and writing of a link that has ended throws: an <see cref="IOException"/> with the typed reason within.</summary>
    public static IOException Lost(PeerEndpoint peer, Exception failure)
    {
        (ConnectionStage stage, PeerErrorCode code, string cause, string remedy) = Explain(failure, peer.ToString(), ConnectionStage.Established);
        return new IOException(cause + ".", new PeerConnectionException(stage, code, cause, remedy, failure));
    }

    /// <summary>A word for the log.</summary>
    public static string Name(Exception failure) => failure switch
    {
        QuicException { ApplicationErrorCode: { } code } quic => $"{quic.QuicError}, code {code}",
        QuicException { TransportErrorCode: { } code } quic => $"{quic.QuicError}, code 0x{code:x}",
        QuicException quic => quic.QuicError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        PeerException peer => peer.Cause,
        _ => failure.Message.TrimEnd('.'),
    };

    private static (ConnectionStage Stage, PeerErrorCode Code, string Cause, string Remedy) Explain(Exception failure, string peer, ConnectionStage stage) => failure switch
    {
        AuthenticationException => (
            ConnectionStage.Tls, PeerErrorCode.HandshakeFailed, $"No TLS handshake with {peer} was possible ({failure.Message.TrimEnd('.')})", $"{CompareBothSides}; and that the peer takes this app's certificate"),
        QuicException { QuicError: QuicError.ConnectionAborted, ApplicationErrorCode: { } code } => ExplainClose(code, peer, stage),
        QuicException { QuicError: QuicError.TransportError, TransportErrorCode: >= FirstTlsAlert and <= LastTlsAlert } => (
            ConnectionStage.Tls, PeerErrorCode.HandshakeFailed, $"No TLS handshake with {peer} was possible ({failure.Message.TrimEnd('.')})", CompareBothSides),
        QuicException quic => ExplainQuic(quic, peer, stage),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => (
            stage, PeerErrorCode.PermissionDenied, $"The system does not let this program connect to {peer}", "Check this machine's firewall and routes, and the program's permission to use the network"),
        SocketException { SocketErrorCode: SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable } => (
            stage, PeerErrorCode.ResourceExhausted, $"No socket was left to connect to {peer}", "Close connections, or raise the limit of open files"),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => (
            stage, PeerErrorCode.ConnectionRefused, $"{peer} refused: nobody listens there",
            "Check that the peer runs, that QUIC is among its transports, that the port is right, and that it listens on all addresses of its machine"),
        SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.HostDown } socket => (
            stage, PeerErrorCode.Unreachable, $"Nothing answers for the address of {peer}, or a firewall on the way turned it away ({socket.SocketErrorCode})",
            "Check that the peer's machine is on and on the same network, that this is its address now, and what the firewalls do"),
        SocketException socket => (
            stage, PeerErrorCode.Unreachable, $"No path leads from this machine to {peer} ({socket.SocketErrorCode})",
            "Check that this machine is on the peer's network, and that it has an address of that family"),
        _ => (stage, PeerErrorCode.Unknown, $"The link to {peer} failed ({failure.Message.TrimEnd('.')})", "See the inner exception"),
    };

    private static (ConnectionStage, PeerErrorCode, string, string) ExplainQuic(QuicException failure, string peer, ConnectionStage stage) => failure.QuicError switch
    {
        QuicError.ConnectionRefused => (
            stage, PeerErrorCode.ConnectionRefused, $"{peer} refused: nobody listens there for this protocol, or the listener takes no more", "Check that the peer runs and that the port is right, or try again later"),
        QuicError.ConnectionTimeout or QuicError.ConnectionIdle => (
            stage, PeerErrorCode.TimedOut, $"Nothing was heard of {peer} any more", "Check the network between the devices"),
        QuicError.VersionNegotiationError => (
            ConnectionStage.Tls, PeerErrorCode.HandshakeFailed, $"{peer} speaks another version of QUIC", CompareBothSides),
        QuicError.StreamAborted => (
            stage, PeerErrorCode.ConnectionLost, $"{peer} gave the stream up ({Name(failure)})", "See the peer's log"),
        QuicError.OperationAborted => (
            stage, PeerErrorCode.Closed, $"This side ended the link to {peer}", "Nothing needs to be done"),
        QuicError.TransportError => (
            stage, PeerErrorCode.ProtocolViolation, $"{peer} ended the link for an error of QUIC itself ({Name(failure)})", "Check that nothing between the two sides changes packets; the code is listed in RFC 9000 section 20.1"),
        QuicError.ConnectionAborted => (
            stage, PeerErrorCode.ConnectionLost, $"{peer} ended the link", "Check that the peer's app still runs"),
        _ => (stage, PeerErrorCode.Unknown, $"The link to {peer} failed ({failure.Message.TrimEnd('.')})", "See the inner exception"),
    };

    private static (ConnectionStage, PeerErrorCode, string, string) ExplainClose(long code, string peer, ConnectionStage stage) => code switch
    {
        QuicCode.Done => (stage, PeerErrorCode.Closed, $"{peer} closed the link", "Nothing needs to be done; connect again when it is needed"),
        QuicCode.NotTrusted => (ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted, $"{peer} does not trust this app's key", LetItTrust),
        QuicCode.Busy => (ConnectionStage.Connect, PeerErrorCode.ResourceExhausted, $"{peer} takes no more links at the moment", "Try again later"),
        QuicCode.NotPeerProto => (ConnectionStage.Connect, PeerErrorCode.ProtocolViolation, $"{peer} took this app for something else than a PeerProto peer", CompareBothSides),
        _ => (stage, PeerErrorCode.ConnectionLost, $"{peer} gave the link up", "Check that the peer's app still runs"),
    };
}
