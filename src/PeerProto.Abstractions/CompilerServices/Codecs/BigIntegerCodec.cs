using System.Buffers;
using System.Diagnostics;
using System.Numerics;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="BigInteger"/> as binary data: its bytes in two's complement, little-endian, as few as hold it.</summary>
public readonly struct BigIntegerCodec : IPeerCodec<BigInteger>
{
    private const int MaxStackBytes = 256;

    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in BigInteger value)
    {
        int length = value.GetByteCount();
        byte[]? rented = length > MaxStackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[MaxStackBytes];
        bool fits = value.TryWriteBytes(bytes, out length);
        Debug.Assert(fits, "The length was asked for.");
        writer.WriteBinary(bytes[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    public static BigInteger Read(ref PeerReader reader) => reader.ReadBigInteger();
}
