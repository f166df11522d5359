using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace PeerProto.Security.Pairing;

/// <summary>The hashes of pairings. Each begins with what it is for, and holds the keys of both sides as TLS showed them to the side that computes.</summary>
/// <param name="joiner">The key of the side that opened the link.</param>
/// <param name="inviter">The key of the side that accepted it.</param>
internal sealed class PairingCodes(PeerKey joiner, PeerKey inviter)
{
    /// <summary>The length of hashes, numbers and proofs.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const ulong CodeCount = 1_000_000;

    /// <summary>What the joiner commits itself to, before it knows the inviter's number: its own.</summary>
    public byte[] Commit(ReadOnlySpan<byte> joinersNumber) => SHA256.HashData([.. "peerproto-pair/0 commit"u8, .. joiner.Span, .. inviter.Span, .. joinersNumber]);

    /// <summary>The six digits that both screens show.</summary>
    public string Code(ReadOnlySpan<byte> joinersNumber, ReadOnlySpan<byte> invitersNumber)
    {
        byte[] hash = SHA256.HashData([.. "peerproto-pair/0 code"u8, .. joiner.Span, .. inviter.Span, .. joinersNumber, .. invitersNumber]);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % CodeCount).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The proof that one side has the ticket.</summary>
    public byte[] TicketProof(ReadOnlySpan<byte> secret, bool isInviter) => HMACSHA256.HashData(
        secret, isInviter ? [.. "peerproto-pair/0 inviter"u8, .. joiner.Span, .. inviter.Span] : [.. "peerproto-pair/0 joiner"u8, .. joiner.Span, .. inviter.Span]);
}
