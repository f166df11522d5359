namespace PeerProto;

/// <summary>
/// Why a connection did not come about or ended, in the form in which it is shown and counted: the stage, a code of the catalogue, the cause and the next step. <c>docs/diagnosis.md</c> has an
/// entry for each code.
/// </summary>
/// <param name="Stage">Where it happened.</param>
/// <param name="Code">Which entry of the catalogue it is.</param>
/// <param name="Cause">Why, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do about it, as a sentence without its full stop.</param>
public sealed record PeerDiagnosis(ConnectionStage Stage, PeerDiagnosisCode Code, string Cause, string Remedy)
{
    /// <summary>
    /// Whether it may pass without anybody changing the program or its settings: the network comes back, the peer is started, a permission is given. Then a connection is
    /// <see cref="PeerConnectionStateKind.Waiting"/>, otherwise it has <see cref="PeerConnectionStateKind.Failed"/>.
    /// </summary>
    public bool MayPass => Code switch
    {
        PeerDiagnosisCode.NameNotFound or PeerDiagnosisCode.ResolveTimedOut => true,
        PeerDiagnosisCode.NoRoute or PeerDiagnosisCode.PortClosed or PeerDiagnosisCode.ListenerElsewhere or PeerDiagnosisCode.ConnectTimedOut or PeerDiagnosisCode.UdpBlocked
            or PeerDiagnosisCode.PermissionDenied or PeerDiagnosisCode.SocketsExhausted or PeerDiagnosisCode.AddressGone => true,
        PeerDiagnosisCode.TlsTimedOut or PeerDiagnosisCode.TrustUndecided or PeerDiagnosisCode.UpgradeTimedOut or PeerDiagnosisCode.AuthenticationTimedOut
            or PeerDiagnosisCode.HelloTimedOut or PeerDiagnosisCode.AdmissionTimedOut => true,
        PeerDiagnosisCode.TooManyPeers or PeerDiagnosisCode.TooManyGuesses or PeerDiagnosisCode.DuplicateConnection => true,
        PeerDiagnosisCode.PeerNotPaired or PeerDiagnosisCode.StoreUnavailable => true,
        PeerDiagnosisCode.LinkLost => Stage == ConnectionStage.Connect,
        _ => false,
    };

    /// <summary>Stage, code, cause and remedy in one line.</summary>
    /// <returns>The written diagnosis.</returns>
    public override string ToString() => $"{Stage} ({Code}): {Cause}. {Remedy}.";

    /// <summary>The entry of the catalogue for a failure whose thrower named none.</summary>
    internal static PeerDiagnosisCode CodeOf(ConnectionStage stage, PeerErrorCode code) => code switch
    {
        PeerErrorCode.EndpointNotSupported => PeerDiagnosisCode.EndpointNotSupported,
        PeerErrorCode.NameNotFound => PeerDiagnosisCode.NameNotFound,
        PeerErrorCode.ConnectionRefused => PeerDiagnosisCode.PortClosed,
        PeerErrorCode.Unreachable => PeerDiagnosisCode.NoRoute,
        PeerErrorCode.TimedOut => stage switch
        {
            ConnectionStage.Resolve => PeerDiagnosisCode.ResolveTimedOut,
            ConnectionStage.Connect => PeerDiagnosisCode.ConnectTimedOut,
            ConnectionStage.Tls => PeerDiagnosisCode.TlsTimedOut,
            ConnectionStage.Upgrade => PeerDiagnosisCode.UpgradeTimedOut,
            ConnectionStage.Authentication => PeerDiagnosisCode.AuthenticationTimedOut,
            ConnectionStage.Hello => PeerDiagnosisCode.HelloTimedOut,
            ConnectionStage.Admission => PeerDiagnosisCode.AdmissionTimedOut,
            _ => PeerDiagnosisCode.PeerSilent,
        },
        PeerErrorCode.ConnectionLost => stage switch
        {
            ConnectionStage.Tls => PeerDiagnosisCode.EndedDuringTls,
            ConnectionStage.Authentication => PeerDiagnosisCode.EndedDuringAuthentication,
            ConnectionStage.Hello or ConnectionStage.Admission => PeerDiagnosisCode.EndedBeforeHello,
            _ => PeerDiagnosisCode.LinkLost,
        },
        PeerErrorCode.AddressInUse => PeerDiagnosisCode.AddressInUse,
        PeerErrorCode.AddressNotAvailable => PeerDiagnosisCode.AddressNotAvailable,
        PeerErrorCode.PermissionDenied => PeerDiagnosisCode.PermissionDenied,
        PeerErrorCode.ResourceExhausted => stage >= ConnectionStage.Hello ? PeerDiagnosisCode.TooManyPeers : PeerDiagnosisCode.SocketsExhausted,
        PeerErrorCode.HandshakeFailed => stage == ConnectionStage.Upgrade ? PeerDiagnosisCode.UpgradeRefused : PeerDiagnosisCode.TlsFailed,
        PeerErrorCode.PeerNotIdentified => PeerDiagnosisCode.NoIdentity,
        PeerErrorCode.PeerNotTrusted => PeerDiagnosisCode.TrustRefused,
        PeerErrorCode.ContractMismatch => PeerDiagnosisCode.ContractMismatch,
        PeerErrorCode.Duplicate => PeerDiagnosisCode.DuplicateConnection,
        PeerErrorCode.ProtocolViolation => stage switch
        {
            ConnectionStage.Upgrade => PeerDiagnosisCode.UpgradeRefused,
            ConnectionStage.Hello => PeerDiagnosisCode.OtherProtocol,
            _ => PeerDiagnosisCode.ProtocolViolation,
        },
        PeerErrorCode.Closed => PeerDiagnosisCode.Closed,
        PeerErrorCode.NotSupported => PeerDiagnosisCode.TransportMissing,
        PeerErrorCode.SecurityNotSupported => PeerDiagnosisCode.SecurityNotSupported,
        PeerErrorCode.UpgradeRefused => PeerDiagnosisCode.UpgradeRefused,
        PeerErrorCode.ProxyRefused or PeerErrorCode.ProxyCredentialsRefused => PeerDiagnosisCode.ProxyRefused,
        _ => PeerDiagnosisCode.Unknown,
    };
}
