using PeerProto.Protocol;
using PeerProto.Protocol.Connections;

namespace PeerProto.Connections;

/// <summary>Puts the end of a connection into words: stage, cause, remedy.</summary>
internal static class ConnectionFailure
{
    private const string NoTrust =
        "Let the peer trust this app's key, which is most often what is missing: a refusal behind the TLS handshake looks like this. The peer's log names the rule";

    private const string WaitsForNobody =
        "Let the peer use PeerSecurity.Trust as well, which makes it wait while somebody is asked here, or let the callback remember its answers and decide at once";

    private const string LookAtThePeer = "Look at the peer's log for its side of it";

    /// <summary>The end that the machine tells of.</summary>
    /// <param name="info">How the connection ended.</param>
    /// <param name="wasReady">Whether both sides had taken it.</param>
    /// <param name="saidHello">Whether the peer's hello had come and was understood.</param>
    /// <param name="link">What is known of the link.</param>
    /// <param name="linkFailure">What the link failed with, or null.</param>
    /// <param name="mayAsk">Whether a person of this side may have been asked about the peer, while the peer waited.</param>
    public static PeerConnectionException From(CloseInfo info, bool wasReady, bool saidHello, SecuredLink link, Exception? linkFailure, bool mayAsk = false)
    {
        ConnectionStage stage = wasReady ? ConnectionStage.Established : saidHello && !IsAboutHellos(info.Code) ? ConnectionStage.Admission : ConnectionStage.Hello;
        if (info.Code == CloseCode.LinkLost && linkFailure?.InnerException is PeerConnectionException { Code: not PeerErrorCode.Closed } told)
        {
            ConnectionStage where = told.Stage == ConnectionStage.Established ? stage : told.Stage;
            return new PeerConnectionException(where, told.Code, told.Cause, told.Remedy, linkFailure, told.Stage == where ? told.Diagnosis.Code : null);
        }

        string who = info.ByPeer ? "the peer says: " : "";
        string cause = info.Reason.Length > 0 ? who + info.Reason : DefaultCause(info, wasReady);
        (PeerErrorCode code, string remedy) = info.Code switch
        {
            CloseCode.None => (PeerErrorCode.Closed, "Nothing needs to be done; the session connects again when the peer comes back"),
            CloseCode.LinkLost => (PeerErrorCode.ConnectionLost, wasReady
                ? "Check that the peer's app still runs and that both devices are on the same network; the session keeps trying"
                : EndedEarly(link, mayAsk)),
            CloseCode.KeepAliveTimeout => (PeerErrorCode.TimedOut, "Check the network between the devices; the session keeps trying"),
            CloseCode.HelloTimeout => (PeerErrorCode.TimedOut, info.ByPeer
                ? mayAsk ? WaitsForNobody : "Look for what held this side up: the peer waits for its hello as long as its ProtocolTimings.Hello says"
                : "Check that a PeerProto app listens there and that both sides use the same security: where the peer asks a person about this side, only PeerSecurity.Trust waits for that"),
            CloseCode.WireVersionMismatch => (PeerErrorCode.ContractMismatch, "Update the older app, so that both are built with the same version of PeerProto"),
            CloseCode.ContractMismatch => (PeerErrorCode.ContractMismatch, "Update the older app, or take back what differs in the newer one: docs/evolution.md says what may change"),
            CloseCode.Self => (PeerErrorCode.Duplicate, "Connect to the endpoint of another peer; this one is the session's own"),
            CloseCode.Duplicate or CloseCode.Superseded => (PeerErrorCode.Duplicate, "Nothing needs to be done; the two sides talk over their other connection"),
            CloseCode.SecurityMismatch => (PeerErrorCode.HandshakeFailed, "Let both sides use PeerSecurity.Passcode with the same passcode, or neither"),
            CloseCode.TrustRevoked => (PeerErrorCode.PeerNotTrusted, "Pair the two devices anew if they are to talk"),
            CloseCode.NotAuthorized => (PeerErrorCode.NotAuthorized, "Give the peer the permission that the channel requires, or let it send nothing there"),
            CloseCode.TooManyPeers => (PeerErrorCode.ResourceExhausted, "Raise MaximumPeers there, or let another peer go first"),
            CloseCode.ProtocolViolation or CloseCode.FrameTooLarge when !wasReady => (PeerErrorCode.ProtocolViolation, "Check that a PeerProto app listens there and that both sides use the same security"),
            _ => (PeerErrorCode.ProtocolViolation, LookAtThePeer),
        };
        return new PeerConnectionException(stage, code, cause, remedy, linkFailure, DiagnosisOf(info.Code, stage));
    }

    private static string EndedEarly(SecuredLink link, bool mayAsk) =>
        !link.IsEncrypted ? "Use the same security on both sides: a peer that expects TLS ends a link without it like this"
        : link.RemoteKey is null ? "Look at the peer's log for why: it knows the secret, so that is not it. It may have too many links, or its app may be ending"
        : NoTrust + (mayAsk ? $". Where somebody was asked here, and took more than a few seconds: {WaitsForNobody}" : "");

    private static bool IsAboutHellos(CloseCode code) =>
        code is CloseCode.WireVersionMismatch or CloseCode.ContractMismatch or CloseCode.Self or CloseCode.IdentifierMismatch;

    private static PeerDiagnosisCode DiagnosisOf(CloseCode code, ConnectionStage stage) => code switch
    {
        CloseCode.None => PeerDiagnosisCode.Closed,
        CloseCode.LinkLost => stage == ConnectionStage.Established ? PeerDiagnosisCode.LinkLost : PeerDiagnosisCode.EndedBeforeHello,
        CloseCode.KeepAliveTimeout => PeerDiagnosisCode.PeerSilent,
        CloseCode.HelloTimeout => stage == ConnectionStage.Hello ? PeerDiagnosisCode.HelloTimedOut : PeerDiagnosisCode.AdmissionTimedOut,
        CloseCode.WireVersionMismatch => PeerDiagnosisCode.WireVersionMismatch,
        CloseCode.ContractMismatch => PeerDiagnosisCode.ContractMismatch,
        CloseCode.IdentifierMismatch => PeerDiagnosisCode.IdentifierMismatch,
        CloseCode.Self => PeerDiagnosisCode.ConnectedToItself,
        CloseCode.Duplicate or CloseCode.Superseded => PeerDiagnosisCode.DuplicateConnection,
        CloseCode.SecurityMismatch => PeerDiagnosisCode.PasscodeRequired,
        CloseCode.TooManyPeers => PeerDiagnosisCode.TooManyPeers,
        CloseCode.TrustRevoked => PeerDiagnosisCode.TrustRevoked,
        CloseCode.NotAuthorized => PeerDiagnosisCode.NotAuthorized,
        _ => stage == ConnectionStage.Hello ? PeerDiagnosisCode.OtherProtocol : PeerDiagnosisCode.ProtocolViolation,
    };

    private static string DefaultCause(CloseInfo info, bool wasReady) => info.Code switch
    {
        CloseCode.None => info.ByPeer ? "the peer ended the connection" : "this side ended the connection",
        CloseCode.LinkLost => wasReady ? "the link to the peer broke" : "the peer ended the link before it said hello",
        _ => $"the connection ended with code {info.Code}",
    };
}
