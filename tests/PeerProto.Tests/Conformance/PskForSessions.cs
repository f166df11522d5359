namespace PeerProto.Tests.Conformance;

/// <summary>The pre-shared key of sessions in the conformance suite.</summary>
internal static class PskForSessions
{
    public static PeerSecurity Security { get; } = PeerSecurity.PreSharedKey("conformance", "a secret of thirty-two bytes, no"u8);
}
