using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PeerProto.Discovery.Forwarding;

/// <summary>Numbers of questions that nobody can foresee (RFC 5452 section 9.2).</summary>
internal static class QuestionId
{
    public static ushort New()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }
}
