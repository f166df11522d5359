using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace PeerProto.Security.Spake2Plus;

/// <summary>
/// The group of the ciphersuite P256-SHA256-HKDF-SHA256-HMAC-SHA256 (RFC 9383 section 4). Points are written uncompressed, 65 bytes; scalars big-endian, 32 bytes.
/// </summary>
/// <remarks>
/// BouncyCastle's multiplication on P-256 (a window of the scalar's non-adjacent form) is not written to take constant time. So each product is computed with the scalar blinded anew, by a random
/// multiple of the group's order: what its time or its memory accesses tell is about a scalar that is never used again, and measuring many runs averages nothing.
/// </remarks>
internal static class Spake2PlusGroup
{
    /// <summary>The length of an encoded point.</summary>
    public const int PointBytes = 65;

    /// <summary>The length of an encoded scalar.</summary>
    public const int ScalarBytes = 32;

    private const int BlindingBytes = 8;
    private const int WideScalarBytes = ScalarBytes + 8; // so many bits more than the order that the remainder is uniform up to 2^-64 (RFC 9383 section 3.2)

    private static readonly X9ECParameters Parameters = CustomNamedCurves.GetByName("P-256");

    /// <summary>The number of points, a prime; the cofactor is 1, so that every point but infinity generates the whole group.</summary>
    public static BigInteger Order => Parameters.N;

    /// <summary>The generator, P in the RFC.</summary>
    public static ECPoint Generator => Parameters.G;

    /// <summary>The point that masks the prover's share (RFC 9383 section 4).</summary>
    public static ECPoint M { get; } = Parameters.Curve.DecodePoint(Convert.FromHexString("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f"));

    /// <summary>The point that masks the verifier's share (RFC 9383 section 4).</summary>
    public static ECPoint N { get; } = Parameters.Curve.DecodePoint(Convert.FromHexString("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49"));

    /// <summary>Multiplies a point by a secret.</summary>
    public static ECPoint Multiply(ECPoint point, BigInteger scalar)
    {
        Span<byte> blinding = stackalloc byte[BlindingBytes];
        RandomNumberGenerator.Fill(blinding);
        blinding[0] |= 0x80; // the same length each time
        return point.Multiply(scalar.Add(Order.Multiply(new BigInteger(1, blinding))));
    }

    /// <summary>Reads a point that came from elsewhere: uncompressed, on the curve, and not infinity.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out ECPoint? point)
    {
        point = null;
        if (bytes.Length != PointBytes || bytes[0] != 0x04)
            return false;
        try
        {
            ECPoint decoded = Parameters.Curve.DecodePoint(bytes);
            if (decoded.IsInfinity || !decoded.IsValid())
                return false;
            point = decoded;
            return true;
        }
        catch (ArgumentException)
        {
            return false; // a coordinate beyond the field, or no point of the curve
        }
    }

    /// <summary>Writes a point.</summary>
    public static byte[] Encode(ECPoint point) => point.Normalize().GetEncoded(compressed: false);

    /// <summary>Reads a scalar of this group.</summary>
    public static BigInteger DecodeScalar(ReadOnlySpan<byte> bytes) => new(1, bytes);

    /// <summary>Writes a scalar.</summary>
    public static byte[] EncodeScalar(BigInteger scalar)
    {
        byte[] bytes = new byte[ScalarBytes];
        scalar.ToByteArrayUnsigned(bytes.AsSpan(ScalarBytes - scalar.GetLengthofByteArrayUnsigned()));
        return bytes;
    }

    /// <summary>Makes a scalar of bytes that are longer than the order, by their remainder.</summary>
    public static BigInteger Reduce(ReadOnlySpan<byte> bytes) => new BigInteger(1, bytes).Mod(Order);

    /// <summary>A random scalar, never zero.</summary>
    public static BigInteger RandomScalar()
    {
        Span<byte> bytes = stackalloc byte[WideScalarBytes];
        RandomNumberGenerator.Fill(bytes);
        BigInteger scalar = new BigInteger(1, bytes).Mod(Order.Subtract(BigInteger.One)).Add(BigInteger.One);
        CryptographicOperations.ZeroMemory(bytes);
        return scalar;
    }
}
