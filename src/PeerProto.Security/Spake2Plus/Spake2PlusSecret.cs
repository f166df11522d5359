using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace PeerProto.Security.Spake2Plus;

/// <summary>
/// What both sides make of a passcode before they talk (RFC 9383 section 3.2): the scalars w0 and w1, and the point L = w1·P. Either side takes either part, since both know the passcode. It is as
/// secret as the passcode. Disposing it clears the bytes it holds; the numbers that computing with them leaves behind are the garbage collector's.
/// </summary>
internal sealed class Spake2PlusSecret : IDisposable
{
    /// <summary>The length of what a passcode is stretched to: two numbers, each 64 bits longer than the group's order.</summary>
    public const int StretchedBytes = 2 * (Spake2PlusGroup.ScalarBytes + 8);

    private readonly byte[] _w0;
    private readonly byte[] _w1;

    private Spake2PlusSecret(byte[] w0, byte[] w1)
    {
        _w0 = w0;
        _w1 = w1;
        L = Spake2PlusGroup.Multiply(Spake2PlusGroup.Generator, W1);
    }

    /// <summary>The scalar that masks the shares.</summary>
    public BigInteger W0 => Spake2PlusGroup.DecodeScalar(_w0);

    /// <summary>The scalar that only the prover needs.</summary>
    public BigInteger W1 => Spake2PlusGroup.DecodeScalar(_w1);

    /// <summary>w0 as it stands in the transcript.</summary>
    public ReadOnlySpan<byte> W0Bytes => _w0;

    /// <summary>w1·P, what a verifier needs instead of w1.</summary>
    public ECPoint L { get; }

    /// <summary>Makes it of two scalars.</summary>
    public static Spake2PlusSecret FromScalars(ReadOnlySpan<byte> w0, ReadOnlySpan<byte> w1) => new(w0.ToArray(), w1.ToArray());

    /// <summary>Makes it of a stretched passcode: the remainders of its two halves.</summary>
    /// <param name="stretched"><see cref="StretchedBytes"/> bytes.</param>
    public static Spake2PlusSecret FromStretched(ReadOnlySpan<byte> stretched)
    {
        const int Half = StretchedBytes / 2;
        return new(
            Spake2PlusGroup.EncodeScalar(Spake2PlusGroup.Reduce(stretched[..Half])),
            Spake2PlusGroup.EncodeScalar(Spake2PlusGroup.Reduce(stretched[Half..StretchedBytes])));
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_w0);
        CryptographicOperations.ZeroMemory(_w1);
    }
}
