using System.Buffers;
using System.Security.Cryptography;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

/// <summary>
/// The names under which a session is announced, one after the other: a random number, and what a key makes of it that only the session's hellos tell. Who is connected knows the session by any of
/// them, and so does a paired device, which keeps the key. To everybody else they are random, and no two have anything in common.
/// </summary>
internal static class RotatingName
{
    private const int NonceBytes = 6;
    private const int ProofBytes = 6;

    /// <summary>How many characters a name has.</summary>
    public const int Length = 2 * (NonceBytes + ProofBytes);

    /// <summary>Makes another name.</summary>
    public static string Create(ReadOnlySpan<byte> key, RandomSource random)
    {
        Span<byte> name = stackalloc byte[NonceBytes + ProofBytes];
        random.Fill(name[..NonceBytes]);
        Prove(key, name[..NonceBytes], name[NonceBytes..]);
        return Convert.ToHexStringLower(name);
    }

    /// <summary>Whether a name is one of the session that said this hello.</summary>
    public static bool IsOf(Hello hello, string name) => name == hello.Instance || (hello.NameKey.Length == Hello.NameKeyLength && IsMadeWith(hello.NameKey.Span, name));

    /// <summary>Whether a name was made with a key.</summary>
    public static bool IsMadeWith(ReadOnlySpan<byte> key, string name)
    {
        Span<byte> bytes = stackalloc byte[NonceBytes + ProofBytes];
        if (name.Length != Length || Convert.FromHexString(name, bytes, out _, out _) != OperationStatus.Done)
            return false;
        Span<byte> proof = stackalloc byte[ProofBytes];
        Prove(key, bytes[..NonceBytes], proof);
        return CryptographicOperations.FixedTimeEquals(proof, bytes[NonceBytes..]);
    }

    private static void Prove(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> proof)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, nonce, whole);
        whole[..proof.Length].CopyTo(proof);
    }
}
