namespace PeerProto.Tests.Conformance;

/// <summary>The passcode of sessions in the conformance suite.</summary>
internal static class PasscodeForSessions
{
    public static PeerSecurity Security { get; } = PeerSecurity.Passcode("9264-0815");
}
