using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Interop.Tests.Security;

/// <summary>
/// The exporter of TLS 1.2 (RFC 5705 section 4) with a context of no bytes, as RFC 9266 wants it, worked out from the master secret that openssl writes down. The program itself exports with no
/// context at all, which is another value in TLS 1.2.
/// </summary>
internal static class Tls12Exporter
{
    private const int RandomBytes = 32;
    private const int RandomOffset = 5 + 4 + 2; // behind the heads of record and message, and the version

    /// <param name="keyLog">The line <c>CLIENT_RANDOM</c>, its random bytes and the master secret.</param>
    /// <param name="serverHello">The first record of the server.</param>
    /// <param name="label">What is exported.</param>
    /// <param name="length">How much of it.</param>
    public static string Export(string keyLog, ReadOnlySpan<byte> serverHello, string label, int length)
    {
        string[] parts = keyLog.Split(' ');
        Assert.Equal("CLIENT_RANDOM", parts[0]);
        byte[] context = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(context, 0);
        byte[] seed = [.. Encoding.ASCII.GetBytes(label), .. Convert.FromHexString(parts[1]), .. serverHello.Slice(RandomOffset, RandomBytes), .. context];
        byte[] master = Convert.FromHexString(parts[2]);

        // P_SHA256 (RFC 5246 section 5).
        List<byte> output = [];
        for (byte[] a = HMACSHA256.HashData(master, seed); output.Count < length; a = HMACSHA256.HashData(master, a))
            output.AddRange(HMACSHA256.HashData(master, (byte[])[.. a, .. seed]));
        return Convert.ToHexString([.. output.Take(length)]);
    }
}
