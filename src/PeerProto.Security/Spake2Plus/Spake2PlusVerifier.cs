using System.Security.Cryptography;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace PeerProto.Security.Spake2Plus;

/// <summary>
/// The side that answers (RFC 9383 section 3.3). <see cref="TryAnswer"/> takes the other side's share; what it gives back lets the other side check one guess, so whatever does not end with
/// <see cref="Spake2PlusOutcome.Proved"/> behind it has to be counted as a wrong one. One exchange each.
/// </summary>
internal sealed class Spake2PlusVerifier : IDisposable
{
    private readonly Spake2PlusSecret _secret;
    private readonly Spake2PlusParties _parties;
    private readonly BigInteger _y;
    private Spake2PlusKeys? _keys;
    private bool _isProved;

    public Spake2PlusVerifier(Spake2PlusSecret secret, Spake2PlusParties parties)
        : this(secret, parties, Spake2PlusGroup.RandomScalar())
    {
    }

    /// <summary>With a known scalar, for test vectors.</summary>
    internal Spake2PlusVerifier(Spake2PlusSecret secret, Spake2PlusParties parties, BigInteger y)
    {
        _secret = secret;
        _parties = parties;
        _y = y;
    }

    /// <summary>The key that both sides have, once the other side has confirmed.</summary>
    public ReadOnlySpan<byte> SharedKey => (_isProved ? _keys : null) is { } keys ? keys.Shared : throw new InvalidOperationException("The other side has not confirmed.");

    /// <summary>Takes the other side's share.</summary>
    /// <param name="shareP">Its share.</param>
    /// <param name="shareV">This side's share, to be sent; null where the other's is none.</param>
    /// <param name="confirmV">This side's confirmation, to be sent with it.</param>
    public bool TryAnswer(ReadOnlySpan<byte> shareP, out byte[]? shareV, out byte[]? confirmV)
    {
        (shareV, confirmV) = (null, null);
        if (_keys is not null)
            throw new InvalidOperationException("A share has come already.");
        if (!Spake2PlusGroup.TryDecode(shareP, out ECPoint? share))
            return false;
        BigInteger w0 = _secret.W0;
        ECPoint unmasked = share!.Subtract(Spake2PlusGroup.Multiply(Spake2PlusGroup.M, w0));
        if (unmasked.IsInfinity)
            return false;
        shareV = Spake2PlusGroup.Encode(Spake2PlusGroup.Multiply(Spake2PlusGroup.Generator, _y).Add(Spake2PlusGroup.Multiply(Spake2PlusGroup.N, w0)));
        _keys = Spake2PlusKeys.Derive(_parties, _secret, shareP, shareV, Spake2PlusGroup.Multiply(unmasked, _y), Spake2PlusGroup.Multiply(_secret.L, _y));
        confirmV = _keys.ConfirmV.ToArray();
        return true;
    }

    /// <summary>Takes the other side's confirmation.</summary>
    public Spake2PlusOutcome Check(ReadOnlySpan<byte> confirmP)
    {
        Spake2PlusKeys keys = _keys ?? throw new InvalidOperationException("No share has come.");
        _isProved = CryptographicOperations.FixedTimeEquals(keys.ConfirmP, confirmP);
        return _isProved ? Spake2PlusOutcome.Proved : Spake2PlusOutcome.Wrong;
    }

    public void Dispose() => _keys?.Dispose();
}
