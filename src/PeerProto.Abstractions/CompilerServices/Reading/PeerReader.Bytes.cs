using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace PeerProto.CompilerServices;

public ref partial struct PeerReader
{
    private const int GuidBytes = 16;
    private const int GuidCharacters = 36;

    /// <summary>Up to this size a string that is cut by a segment is put together on the stack, above it in a rented array.</summary>
    private const int MaxStackString = 256;

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < 2)
            return ReadOtherString();
        int header = 1;
        int length = span[0] - MessagePackCode.FixString;
        if (span[0] == MessagePackCode.String8)
        {
            header = 2;
            length = span[1];
        }
        else if ((uint)length > MessagePackCode.MaxFixStringBytes)
        {
            return ReadOtherString();
        }
        if (length > span.Length - header || length > _limits.MaxStringBytes)
            return ReadOtherString();
        string value = DecodeUtf8(span.Slice(header, length), Offset);
        _position += header + length;
        return value;
    }

    /// <summary>Reads binary data.</summary>
    /// <returns>A copy that belongs to the caller.</returns>
    public byte[] ReadBinary() => ReadPacked<byte>("binary data");

    /// <summary>Reads binary data as the memory of numbers, without regard to the order of their bytes.</summary>
    internal T[] ReadPacked<T>(string expected)
        where T : unmanaged
    {
        long offset = Offset;
        long length = TakeBinaryLength(expected, offset);
        if (length > _limits.MaxBinaryBytes)
            throw DecodeErrors.TooMany(expected, length, _limits.MaxBinaryBytes, nameof(PeerCodecLimits.MaxBinaryBytes), offset);
        if (length % Unsafe.SizeOf<T>() != 0)
            throw DecodeErrors.Malformed(expected, $"{length} bytes, no multiple of {Unsafe.SizeOf<T>()}", offset);
        RequireBytes(length, expected);
        if (length == 0)
            return [];
        T[] values = GC.AllocateUninitializedArray<T>((int)length / Unsafe.SizeOf<T>());
        CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Reads binary data of some bytes into a span.</summary>
    /// <param name="destination">Where to; the longest that is accepted.</param>
    /// <param name="expected">What the bytes are, for error texts.</param>
    /// <returns>How many bytes there were.</returns>
    internal int ReadBinary(scoped Span<byte> destination, string expected)
    {
        long offset = Offset;
        long length = TakeBinaryLength(expected, offset);
        if (length > destination.Length)
            throw DecodeErrors.Malformed(expected, $"{length} bytes of binary data", offset);
        RequireBytes(length, expected);
        CopyTo(destination[..(int)length]);
        return (int)length;
    }

    /// <summary>Reads a short string into a span.</summary>
    /// <param name="destination">Where to; the longest that is accepted.</param>
    /// <param name="expected">What the text is, for error texts.</param>
    /// <returns>How many bytes there were. They need not be UTF-8.</returns>
    internal int ReadUtf8(scoped Span<byte> destination, string expected)
    {
        long offset = Offset;
        int length = TakeStringLength(expected, offset);
        if (length > destination.Length)
            throw DecodeErrors.Malformed(expected, $"{length} bytes of text", offset);
        CopyTo(destination[..length]);
        return length;
    }

    /// <summary>Whether binary data is next.</summary>
    internal bool IsBinaryNext(string expected) => PeekCode(expected) is >= MessagePackCode.Bin8 and <= MessagePackCode.Bin32;

    /// <summary>Whether an array is next.</summary>
    internal bool IsArrayNext(string expected) =>
        PeekCode(expected) is (>= MessagePackCode.FixArray and < MessagePackCode.FixString) or MessagePackCode.Array16 or MessagePackCode.Array32;

    /// <summary>Reads an identifier: 16 bytes of binary data, or a string of its 36 characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Guid ReadGuid()
    {
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < MessagePackSize.Guid || BinaryPrimitives.ReadUInt16BigEndian(span) != (MessagePackCode.Bin8 << 8 | GuidBytes))
            return ReadOtherGuid();
        _position += MessagePackSize.Guid;
        return new Guid(span.Slice(2, GuidBytes));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal Guid ReadOtherGuid()
    {
        const string Expected = "a Guid";
        long offset = Offset;
        bool isBinary = IsBinaryNext(Expected);
        long length = isBinary ? TakeBinaryLength(Expected, offset) : TakeStringLength(Expected, offset);
        if (length != (isBinary ? GuidBytes : GuidCharacters))
            throw DecodeErrors.Malformed(Expected, $"{length} bytes of {(isBinary ? "binary data" : "text")}", offset);
        RequireBytes(length, Expected);
        Span<byte> bytes = stackalloc byte[GuidCharacters];
        bytes = bytes[..(int)length];
        CopyTo(bytes);
        if (isBinary)
            return new Guid(bytes);
        if (!Utf8Parser.TryParse(bytes, out Guid value, out int consumed, 'D') || consumed != GuidCharacters)
            throw DecodeErrors.Malformed(Expected, "another text", offset);
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private string ReadOtherString()
    {
        long offset = Offset;
        int length = TakeStringLength("a string", offset);
        ReadOnlySpan<byte> span = _span[_position..];
        if (span.Length < length)
            return ReadCutString(length, offset);
        _position += length;
        return DecodeUtf8(span[..length], offset);
    }

    private string ReadCutString(int length, long offset)
    {
        byte[]? rented = length > MaxStackString ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[MaxStackString];
        try
        {
            bytes = bytes[..length];
            CopyTo(bytes);
            return DecodeUtf8(bytes, offset);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.IsEmpty)
            return "";
        if (Ascii.IsValid(bytes))
            return string.Create(bytes.Length, bytes, static (characters, bytes) => Ascii.ToUtf16(bytes, characters, out _));
        if (!Utf8.IsValid(bytes))
            throw DecodeErrors.Malformed("a string", "bytes that are not UTF-8", offset);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Takes the header of a string whose bytes are there and within the limit.</summary>
    private int TakeStringLength(string expected, long offset)
    {
        byte code = PeekCode(expected);
        if (code is not ((>= MessagePackCode.FixString and < MessagePackCode.Nil) or (>= MessagePackCode.String8 and <= MessagePackCode.String32)))
            throw DecodeErrors.Unexpected(expected, code, offset);
        _position++;
        long length = TakeBodyLength(code, expected);
        if (length > _limits.MaxStringBytes)
            throw DecodeErrors.TooMany(expected, length, _limits.MaxStringBytes, nameof(PeerCodecLimits.MaxStringBytes), offset);
        RequireBytes(length, expected);
        return (int)length;
    }

    private long TakeBinaryLength(string expected, long offset)
    {
        byte code = PeekCode(expected);
        if (code is < MessagePackCode.Bin8 or > MessagePackCode.Bin32)
            throw DecodeErrors.Unexpected(expected, code, offset);
        _position++;
        return TakeBodyLength(code, expected);
    }
}
