using System.Buffers.Binary;
using System.Security.Cryptography;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace PeerProto.Security.Spake2Plus;

/// <summary>The key schedule (RFC 9383 section 3.4): the transcript, and what comes of its hash. Disposing it clears the keys.</summary>
internal sealed class Spake2PlusKeys : IDisposable
{
    /// <summary>The length of a confirmation.</summary>
    public const int ConfirmationBytes = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _confirmP;
    private readonly byte[] _confirmV;
    private readonly byte[] _shared;

    private Spake2PlusKeys(byte[] confirmP, byte[] confirmV, byte[] shared)
    {
        _confirmP = confirmP;
        _confirmV = confirmV;
        _shared = shared;
    }

    /// <summary>The prover's confirmation: that it knows the passcode.</summary>
    public ReadOnlySpan<byte> ConfirmP => _confirmP;

    /// <summary>The verifier's confirmation.</summary>
    public ReadOnlySpan<byte> ConfirmV => _confirmV;

    /// <summary>A key that both sides have now, and nobody else.</summary>
    public ReadOnlySpan<byte> Shared => _shared;

    public static Spake2PlusKeys Derive(Spake2PlusParties parties, Spake2PlusSecret secret, ReadOnlySpan<byte> shareP, ReadOnlySpan<byte> shareV, ECPoint z, ECPoint v)
    {
        byte[] zBytes = Spake2PlusGroup.Encode(z);
        byte[] vBytes = Spake2PlusGroup.Encode(v);
        Span<byte> main = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> confirmations = stackalloc byte[2 * SHA256.HashSizeInBytes];
        try
        {
            using (IncrementalHash transcript = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                Append(transcript, parties.Context.Span);
                Append(transcript, parties.Prover.Span);
                Append(transcript, parties.Verifier.Span);
                Append(transcript, Spake2PlusGroup.Encode(Spake2PlusGroup.M));
                Append(transcript, Spake2PlusGroup.Encode(Spake2PlusGroup.N));
                Append(transcript, shareP);
                Append(transcript, shareV);
                Append(transcript, zBytes);
                Append(transcript, vBytes);
                Append(transcript, secret.W0Bytes);
                transcript.GetHashAndReset(main);
            }

            HKDF.DeriveKey(HashAlgorithmName.SHA256, main, confirmations, salt: [], info: "ConfirmationKeys"u8);
            byte[] shared = new byte[SHA256.HashSizeInBytes];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, main, shared, salt: [], info: "SharedKey"u8);
            return new Spake2PlusKeys(
                HMACSHA256.HashData(confirmations[..SHA256.HashSizeInBytes], shareV), HMACSHA256.HashData(confirmations[SHA256.HashSizeInBytes..], shareP), shared);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(zBytes);
            CryptographicOperations.ZeroMemory(vBytes);
            CryptographicOperations.ZeroMemory(main);
            CryptographicOperations.ZeroMemory(confirmations);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_confirmP);
        CryptographicOperations.ZeroMemory(_confirmV);
        CryptographicOperations.ZeroMemory(_shared);
    }

    private static void Append(IncrementalHash transcript, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)part.Length);
        transcript.AppendData(length);
        transcript.AppendData(part);
    }
}
