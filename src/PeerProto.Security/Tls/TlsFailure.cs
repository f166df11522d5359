namespace PeerProto.Security.Tls;

/// <summary>The one place that turns what went wrong in a handshake into cause and remedy.</summary>
internal static class TlsFailure
{
    private const string CompareBothSides =
        "Check that both sides use PeerSecurity with TLS and the same wire version, and that no other program is at the other end";

    /// <summary>The alert of a side that knows none of the protocols which the other named (RFC 7301 section 3.2).</summary>
    public const byte NoApplicationProtocol = 120;

    public static PeerConnectionException NotTls(SecurityContext context, string firstBytes, Exception failure) => Of(
        PeerErrorCode.HandshakeFailed,
        $"{context.RemoteEndpoint} does not speak TLS: its first bytes are {firstBytes}",
        "Check that a PeerProto app listens there and that it does not use PeerSecurity.None; both sides need the same security",
        failure,
        PeerDiagnosisCode.NotTls);

    public static PeerConnectionException AlpnRefused(SecurityContext context, Exception failure) => Of(
        PeerErrorCode.HandshakeFailed,
        $"{context.RemoteEndpoint} speaks TLS, but not the protocol {context.ApplicationProtocol} (ALPN)",
        "Check that the other end is a PeerProto peer of the same wire version and not another program",
        failure,
        PeerDiagnosisCode.AlpnRefused);

    public static PeerConnectionException TimedOut(SecurityContext context, TimeSpan deadline) => Of(
        PeerErrorCode.TimedOut,
        $"{context.RemoteEndpoint} did not finish the TLS handshake within {deadline.TotalSeconds:0.###} s",
        $"{CompareBothSides}, or raise PeerSessionOptions.HandshakeDeadline");

    public static PeerConnectionException Lost(SecurityContext context, Exception failure) => Of(
        PeerErrorCode.ConnectionLost,
        $"{context.RemoteEndpoint} ended the connection during the TLS handshake",
        $"{CompareBothSides}; the log of the other side may tell more",
        failure);

    public static PeerConnectionException HandshakeFailed(SecurityContext context, Exception failure) => Of(
        PeerErrorCode.HandshakeFailed,
        $"No TLS handshake with {context.RemoteEndpoint} was possible ({failure.GetBaseException().Message.TrimEnd('.')})",
        CompareBothSides,
        failure);

    public static PeerConnectionException NoCertificate(SecurityContext context, Exception? failure) => Of(
        PeerErrorCode.PeerNotIdentified,
        $"{context.RemoteEndpoint} showed no certificate",
        "Let the peer show one: PeerProto peers always do, other programs have an option for it",
        failure);

    public static PeerConnectionException OtherProtocol(SecurityContext context) => Of(
        PeerErrorCode.HandshakeFailed,
        $"{context.RemoteEndpoint} did not name the protocol {context.ApplicationProtocol} (ALPN)",
        "Check that the other end is a PeerProto peer of the same wire version",
        null,
        PeerDiagnosisCode.AlpnRefused);

    public static PeerConnectionException Refused(TlsVerdict verdict) => Of(
        PeerErrorCode.PeerNotTrusted,
        verdict.Cause ?? "This side does not trust the peer",
        verdict.Remedy ?? "Change the trust of this side if the peer is welcome",
        null,
        verdict.Code);

    public static PeerConnectionException TrustTimedOut(SecurityContext context, TimeSpan deadline) => Of(
        PeerErrorCode.TimedOut,
        $"Nobody decided within {deadline.TotalSeconds:0.###} s whether to trust {context.RemoteEndpoint}",
        "Decide earlier, or raise PeerSessionOptions.TrustDeadline",
        null,
        PeerDiagnosisCode.TrustUndecided);

    public static PeerConnectionException TrustFailed(SecurityContext context, Exception failure) => Of(
        PeerErrorCode.PeerNotTrusted,
        $"The decision whether to trust {context.RemoteEndpoint} failed with {failure.GetType().Name}: {failure.Message.TrimEnd('.')}",
        "Mend the callback given to PeerSecurity.Trust; until then such peers are refused",
        failure,
        PeerDiagnosisCode.TrustFailed);

    private static PeerConnectionException Of(PeerErrorCode code, string cause, string remedy, Exception? failure = null, PeerDiagnosisCode? diagnosis = null) =>
        new(ConnectionStage.Tls, code, cause, remedy, failure, diagnosis);
}
