using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace PeerProto.Security.Spake2Plus;

/// <summary>
/// The side that speaks first (RFC 9383 section 3.3). Send <see cref="Share"/>; when the answer comes, <see cref="TryConfirm"/> tells whether the other side knows the passcode, and only then gives
/// the confirmation to send. One exchange each.
/// </summary>
internal sealed class Spake2PlusProver : IDisposable
{
    private readonly Spake2PlusSecret _secret;
    private readonly Spake2PlusParties _parties;
    private BigInteger? _x;
    private Spake2PlusKeys? _keys;

    public Spake2PlusProver(Spake2PlusSecret secret, Spake2PlusParties parties)
        : this(secret, parties, Spake2PlusGroup.RandomScalar())
    {
    }

    /// <summary>With a known scalar, for test vectors.</summary>
    internal Spake2PlusProver(Spake2PlusSecret secret, Spake2PlusParties parties, BigInteger x)
    {
        _secret = secret;
        _parties = parties;
        _x = x;
        ECPoint share = Spake2PlusGroup.Multiply(Spake2PlusGroup.Generator, x).Add(Spake2PlusGroup.Multiply(Spake2PlusGroup.M, secret.W0));
        Share = Spake2PlusGroup.Encode(share);
    }

    /// <summary>shareP: what the other side gets first. It tells nothing about the passcode.</summary>
    public byte[] Share { get; }

    /// <summary>The key that both sides have, once the other side has confirmed.</summary>
    public ReadOnlySpan<byte> SharedKey => (_keys ?? throw new InvalidOperationException("The other side has not confirmed.")).Shared;

    /// <summary>Takes the other side's answer.</summary>
    /// <param name="shareV">Its share.</param>
    /// <param name="confirmV">Its confirmation.</param>
    /// <param name="confirmP">This side's confirmation, to be sent; null where the other side does not know the passcode.</param>
    public Spake2PlusOutcome TryConfirm(ReadOnlySpan<byte> shareV, ReadOnlySpan<byte> confirmV, out byte[]? confirmP)
    {
        confirmP = null;
        BigInteger x = _x ?? throw new InvalidOperationException("An answer has come already.");
        _x = null;
        if (!Spake2PlusGroup.TryDecode(shareV, out ECPoint? share))
            return Spake2PlusOutcome.Malformed;
        ECPoint unmasked = share!.Subtract(Spake2PlusGroup.Multiply(Spake2PlusGroup.N, _secret.W0));
        if (unmasked.IsInfinity)
            return Spake2PlusOutcome.Malformed;
        Spake2PlusKeys keys = Spake2PlusKeys.Derive(
            _parties, _secret, Share, shareV, Spake2PlusGroup.Multiply(unmasked, x), Spake2PlusGroup.Multiply(unmasked, _secret.W1));
        if (!CryptographicOperations.FixedTimeEquals(keys.ConfirmV, confirmV))
        {
            keys.Dispose();
            return Spake2PlusOutcome.Wrong;
        }

        _keys = keys;
        confirmP = keys.ConfirmP.ToArray();
        return Spake2PlusOutcome.Proved;
    }

    public void Dispose() => _keys?.Dispose();
}
