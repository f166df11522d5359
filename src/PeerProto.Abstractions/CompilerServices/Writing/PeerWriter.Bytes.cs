using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Unicode;

namespace PeerProto.CompilerServices;

public ref partial struct PeerWriter
{
    private const int MaxHeaderBytes = 5;
    private const int MaxUtf8BytesPerChar = 3;

    /// <summary>Up to this size a string is asked room for at once; a longer one is written span by span.</summary>
    private const int MaxContiguousString = 4_096;

    /// <summary>The room that any one character of a string needs.</summary>
    private const int MaxUtf8BytesPerScalar = 4;

    /// <summary>Writes a string as UTF-8. A surrogate without its partner becomes U+FFFD.</summary>
    /// <param name="value">The value.</param>
    public void WriteString(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_span.Length - _position >= MaxHeaderBytes + (long)value.Length * MaxUtf8BytesPerChar)
        {
            WriteStringHere(value);
            return;
        }
        int bytes = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(bytes);
        if (bytes <= Math.Max(MaxContiguousString, _span.Length - _position))
        {
            Reserve(bytes);
            _position += Encoding.UTF8.GetBytes(value, _span[_position..]);
        }
        else
        {
            WriteUtf8InParts(value);
        }
    }

    /// <summary>Writes a string that is UTF-8 already.</summary>
    internal void WriteUtf8(scoped ReadOnlySpan<byte> value)
    {
        WriteStringHeader(value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes binary data.</summary>
    /// <param name="value">The bytes; copied.</param>
    public void WriteBinary(scoped ReadOnlySpan<byte> value)
    {
        WriteBinaryHeader(value.Length);
        WriteRaw(value);
    }

    /// <summary>Writes binary data that lies in several pieces.</summary>
    /// <param name="value">The bytes; copied.</param>
    /// <exception cref="PeerEncodeException">They are more than <see cref="int.MaxValue"/>.</exception>
    public void WriteBinary(in ReadOnlySequence<byte> value)
    {
        if (value.Length > int.MaxValue)
            throw EncodeErrors.TooLong(value.Length);
        WriteBinaryHeader((int)value.Length);
        foreach (ReadOnlyMemory<byte> segment in value)
            WriteRaw(segment.Span);
    }

    /// <summary>Writes bytes that are MessagePack already.</summary>
    /// <param name="value">The bytes; copied.</param>
    public void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        while (true)
        {
            int part = Math.Min(value.Length, _span.Length - _position);
            value[..part].CopyTo(_span[_position..]);
            _position += part;
            value = value[part..];
            if (value.IsEmpty)
                return;
            Grow(1);
        }
    }

    /// <summary>
    /// Puts the text behind a header of the size that fits if all of it is ASCII, and moves it where that guess was wrong: one pass over the text
    /// instead of one for counting and one for writing.
    /// </summary>
    private void WriteStringHere(string value)
    {
        Span<byte> room = _span[_position..];
        int guess = StringHeaderSize(value.Length);
        int bytes = Encoding.UTF8.GetBytes(value, room[guess..]);
        int header = StringHeaderSize(bytes);
        if (header != guess)
            room.Slice(guess, bytes).CopyTo(room[header..]);
        PutStringHeader(room, bytes);
        _position += header + bytes;
    }

    private void WriteStringHeader(int bytes)
    {
        Reserve(MaxHeaderBytes);
        PutStringHeader(_span[_position..], bytes);
        _position += StringHeaderSize(bytes);
    }

    /// <summary>The header of a string of this many bytes.</summary>
    internal static byte[] StringHeader(int bytes)
    {
        byte[] header = new byte[StringHeaderSize(bytes)];
        PutStringHeader(header, bytes);
        return header;
    }

    private static int StringHeaderSize(int bytes) => bytes switch
    {
        <= MessagePackCode.MaxFixStringBytes => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        _ => 5,
    };

    private static void PutStringHeader(Span<byte> span, int bytes)
    {
        if (bytes <= MessagePackCode.MaxFixStringBytes)
            span[0] = (byte)(MessagePackCode.FixString | bytes);
        else
            PutLength(span, MessagePackCode.String8, bytes);
    }

    private void WriteBinaryHeader(int bytes)
    {
        Reserve(MaxHeaderBytes);
        _position += PutLength(_span[_position..], MessagePackCode.Bin8, bytes);
    }

    /// <summary>Puts a length behind <paramref name="code8"/> or one of the two codes for longer lengths that follow it.</summary>
    private static int PutLength(Span<byte> span, byte code8, int bytes)
    {
        if (bytes <= byte.MaxValue)
        {
            span[0] = code8;
            span[1] = (byte)bytes;
            return 2;
        }
        if (bytes <= ushort.MaxValue)
        {
            span[0] = (byte)(code8 + 1);
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)bytes);
            return 3;
        }
        span[0] = (byte)(code8 + 2);
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)bytes);
        return 5;
    }

    private void WriteUtf8InParts(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Reserve(MaxUtf8BytesPerScalar);
            OperationStatus status = Utf8.FromUtf16(text, _span[_position..], out int read, out int written);
            Debug.Assert(status is OperationStatus.Done or OperationStatus.DestinationTooSmall, "Invalid text is replaced, and there is no later text to wait for.");
            text = text[read..];
            _position += written;
        }
    }
}
