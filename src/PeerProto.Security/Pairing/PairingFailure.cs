using PeerProto.Security.Exchanges;

namespace PeerProto.Security.Pairing;

/// <summary>The one place that turns the end of a pairing into cause and remedy.</summary>
internal static class PairingFailure
{
    public static PeerConnectionException Of(ExchangeResult result, PairingWay way, PeerEndpoint remote) => result.End switch
    {
        ExchangeEnd.Wrong when way == PairingWay.Passcode => Of(
            PeerErrorCode.PeerNotTrusted, PeerDiagnosisCode.PasscodeWrong,
            result.ByPeer ? $"{remote} says that the passcode typed in here is not the one it shows" : $"{remote} does not know the passcode",
            "Type in the passcode that the other device shows; where it was right, something stands between the two devices, so pair them on another network"),
        ExchangeEnd.Wrong => Of(
            PeerErrorCode.PeerNotTrusted, PeerDiagnosisCode.PairingProofWrong,
            $"The proof of this pairing does not fit the keys that the two devices see of each other ({remote})",
            "Pair again, on another network if it happens again: something may stand between the two devices"),
        ExchangeEnd.TooManyGuesses => Of(
            PeerErrorCode.ResourceExhausted, PeerDiagnosisCode.TooManyGuesses, $"Others are trying to pair with {remote} at this moment", "Try again in a second"),
        ExchangeEnd.OtherProof => Of(
            PeerErrorCode.HandshakeFailed, PeerDiagnosisCode.PairingWayDiffers, $"{remote} invites to pair in another way than {way}", "Choose the way that the other device shows"),
        ExchangeEnd.Declined => Of(
            PeerErrorCode.PeerNotTrusted, PeerDiagnosisCode.PairingDeclined,
            result.ByPeer ? $"The person at {remote} said no" : $"The person at this device said no to {remote}",
            "Nothing, if that was meant. Where the six digits differed, something stands between the two devices: pair them on another network"),
        ExchangeEnd.Expired => Expired(remote),
        ExchangeEnd.Used => Of(PeerErrorCode.Closed, PeerDiagnosisCode.InvitationUsed, $"The invitation of {remote} has been used", "Invite again; if it was not you who used it, revoke the device that was added"),
        ExchangeEnd.Void => Void(remote),
        ExchangeEnd.Foreign => Of(
            PeerErrorCode.ProtocolViolation, PeerDiagnosisCode.OtherProtocol, $"{remote} speaks something else than pairings of this version", "Check the endpoint, and update the older app"),
        _ => Of(
            PeerErrorCode.ProtocolViolation, PeerDiagnosisCode.ProtocolViolation,
            result.ByPeer ? $"{remote} says that this side broke the rules of pairing" : $"{remote} broke the rules of pairing", "Look at the logs of both sides, and report it"),
    };

    public static PeerConnectionException Expired(PeerEndpoint? remote) => Of(
        PeerErrorCode.TimedOut, PeerDiagnosisCode.InvitationExpired, remote is null ? "The invitation has expired, and nobody came" : $"The invitation of {remote} has expired",
        "Invite again, and check that the clocks of both devices are right");

    public static PeerConnectionException Void(PeerEndpoint? remote) => Of(
        PeerErrorCode.PeerNotTrusted, PeerDiagnosisCode.InvitationVoid,
        remote is null ? $"The invitation is void after {InvitationGate.MaximumWrong} wrong tries" : $"The invitation of {remote} was withdrawn, or is void after too many wrong tries",
        "Invite again; where nobody mistyped, somebody in the network is guessing");

    public static PeerConnectionException TimedOut(PeerEndpoint remote, TimeSpan deadline) => new(
        ConnectionStage.Authentication, PeerErrorCode.TimedOut, $"{remote} did not finish the pairing within {deadline.TotalSeconds:0.###} s",
        "Try again; answer on both devices, or raise PairingOptions.PersonDeadline");

    public static PeerConnectionException Lost(PeerEndpoint remote, Exception failure) => new(
        ConnectionStage.Authentication, PeerErrorCode.ConnectionLost, $"{remote} ended the connection during the pairing", "Try again; the log of the other device may tell more", failure);

    private static PeerConnectionException Of(PeerErrorCode code, PeerDiagnosisCode diagnosis, string cause, string remedy) =>
        new(ConnectionStage.Authentication, code, cause, remedy, diagnosis: diagnosis);
}
