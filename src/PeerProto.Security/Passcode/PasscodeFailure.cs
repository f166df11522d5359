using PeerProto.Security.Exchanges;

namespace PeerProto.Security.Passcode;

/// <summary>The one place that turns the end of a passcode's exchange into cause and remedy.</summary>
internal static class PasscodeFailure
{
    private const string CompareKinds = "Let both sides use PeerSecurity.Passcode, or both another kind; this side does not go on without the proof";

    public static PeerConnectionException Of(ExchangeResult result, PeerEndpoint remote) => result.End switch
    {
        ExchangeEnd.Wrong => Of(
            PeerErrorCode.PeerNotTrusted,
            PeerDiagnosisCode.PasscodeWrong,
            result.ByPeer ? $"{remote} says that this side's passcode is not its own" : $"{remote} does not know the passcode",
            "Compare the passcodes of both sides; where they are the same, something stands between the two and shows each of them its own key"),
        ExchangeEnd.TooManyGuesses => Of(
            PeerErrorCode.ResourceExhausted,
            PeerDiagnosisCode.TooManyGuesses,
            result.ByPeer
                ? $"{remote} takes no passcode before {Text(result.Wait)} have passed, because too many were wrong"
                : $"{remote} may try no passcode before {Text(result.Wait)} have passed, because too many were wrong",
            "Wait, and check the passcode of this side and who else in the network tries passcodes"),
        ExchangeEnd.OtherProof => Of(
            PeerErrorCode.HandshakeFailed,
            PeerDiagnosisCode.PasscodeRequired,
            result.ByPeer ? $"{remote} asks for another proof than a passcode" : $"{remote} does not use a passcode, and this side requires one",
            CompareKinds),
        ExchangeEnd.Foreign => new PeerConnectionException(
            ConnectionStage.Authentication,
            PeerErrorCode.ProtocolViolation,
            $"{remote} speaks TLS, and then something else than PeerProto",
            "Check that a PeerProto app of this version listens there",
            diagnosis: PeerDiagnosisCode.OtherProtocol),
        _ => new PeerConnectionException(
            ConnectionStage.Authentication,
            PeerErrorCode.ProtocolViolation,
            result.ByPeer ? $"{remote} says that this side broke the rules of the passcode handshake" : $"{remote} broke the rules of the passcode handshake",
            "Look at the logs of both sides, and report it",
            diagnosis: PeerDiagnosisCode.ProtocolViolation),
    };

    public static PeerConnectionException WithoutKeys(PeerEndpoint remote) => new(
        ConnectionStage.Authentication,
        PeerErrorCode.PeerNotIdentified,
        $"The link to {remote} proves no keys that a passcode could be bound to",
        "Use a transport that runs TLS or leaves it to the session");

    private static PeerConnectionException Of(PeerErrorCode code, PeerDiagnosisCode diagnosis, string cause, string remedy) =>
        new(ConnectionStage.Authentication, code, cause, remedy, diagnosis: diagnosis);

    private static string Text(TimeSpan wait) => $"{Math.Ceiling(wait.TotalSeconds):0} s";
}
