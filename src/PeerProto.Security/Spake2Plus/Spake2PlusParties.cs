namespace PeerProto.Security.Spake2Plus;

/// <summary>Who talks, and about what, as it goes into the transcript (RFC 9383 section 3.3).</summary>
/// <param name="Context">What the exchange is for, so that no other use of the same passcode can be mistaken for it.</param>
/// <param name="Prover">Who the side is that speaks first.</param>
/// <param name="Verifier">Who the other side is.</param>
internal sealed record Spake2PlusParties(ReadOnlyMemory<byte> Context, ReadOnlyMemory<byte> Prover, ReadOnlyMemory<byte> Verifier);
