using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.CompilerServices;

/// <summary>
/// Writes and reads an <see cref="IPAddress"/>, never null, as binary data: 4 bytes of IPv4, or 16 of IPv6 and, where it has a scope, 4 more of
/// its number, big-endian.
/// </summary>
public readonly struct IPAddressCodec : IPeerCodec<IPAddress>
{
    private const int V4Bytes = 4;
    private const int V6Bytes = 16;
    private const int ScopedBytes = V6Bytes + sizeof(uint);

    /// <inheritdoc/>
    public static int MaxSize => 2 + ScopedBytes;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IPAddress value)
    {
        if (value is null)
            throw EncodeErrors.Null("An IP address");
        Span<byte> bytes = stackalloc byte[ScopedBytes];
        value.TryWriteBytes(bytes, out int length);
        if (value is { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: > 0 and var scope })
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[V6Bytes..], (uint)scope);
            length = ScopedBytes;
        }
        writer.WriteBinary(bytes[..length]);
    }

    /// <inheritdoc/>
    public static IPAddress Read(ref PeerReader reader)
    {
        const string Expected = "an IPAddress";
        long offset = reader.Offset;
        Span<byte> bytes = stackalloc byte[ScopedBytes];
        int length = reader.ReadBinary(bytes, Expected);
        return length switch
        {
            V4Bytes or V6Bytes => new IPAddress(bytes[..length]),
            ScopedBytes => new IPAddress(bytes[..V6Bytes], BinaryPrimitives.ReadUInt32BigEndian(bytes[V6Bytes..])),
            _ => throw DecodeErrors.Malformed(Expected, $"{length} bytes of binary data", offset),
        };
    }
}
