using System.Buffers.Binary;
using Org.BouncyCastle.Tls;

namespace PeerProto.Security.Psk;

/// <summary>Takes what arrives in any pieces and gives whole records (RFC 8446 section 5.1), each where it lies. Not safe for concurrent use.</summary>
internal sealed class RecordBuffer
{
    /// <summary>The head of a record.</summary>
    public const int HeadBytes = 5;

    /// <summary>The longest record while nobody has proved anything: one message of a handshake.</summary>
    public const int MaximumHandshakeRecordBytes = HeadBytes + PskSettings.MaximumHandshakeMessageBytes + 256;

    /// <summary>The longest record at all (RFC 5246 section 6.2.3): 16 KiB, and 2 KiB for what protects it.</summary>
    public const int MaximumRecordBytes = HeadBytes + 16 * 1024 + 2 * 1024;

    /// <summary>What a connection with small records holds.</summary>
    private const int SmallBytes = 4 * 1024;

    /// <summary>What a connection with large records holds: several, so that one read of the link brings as many.</summary>
    private const int LargeBytes = 66 * 1024;

    private const int LengthOffset = 3;

    private byte[] _bytes = new byte[SmallBytes];
    private int _start;
    private int _end;
    private bool _wasFilled;

    /// <summary>The bytes, in which records lie.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Whether the bytes end in the middle of a record.</summary>
    public bool HoldsPart => _end > _start;

    /// <summary>Whether records of full length are taken.</summary>
    public bool IsEstablished { get; set; }

    /// <summary>Where the next bytes of the link go, at least one. Valid until the next call.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_start == _end)
                _start = _end = 0;
            int needed = _end - _start < HeadBytes ? HeadBytes : RecordLength;
            if (needed > _bytes.Length || (_wasFilled && IsEstablished && _bytes.Length < LargeBytes))
                Move(new byte[IsEstablished ? LargeBytes : MaximumHandshakeRecordBytes]);
            else if (_start + needed > _bytes.Length)
                Move(_bytes);
            return _bytes.AsMemory(_end);
        }
    }

    private int RecordLength => HeadBytes + BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(_start + LengthOffset));

    /// <summary>Notes how many bytes were written to <see cref="Free"/>.</summary>
    public void Add(int count)
    {
        _end += count;
        _wasFilled = _end == _bytes.Length;
    }

    /// <summary>Takes the next record, if it is there as a whole.</summary>
    /// <param name="offset">Where it begins in <see cref="Bytes"/>.</param>
    /// <param name="length">Its length with its head.</param>
    /// <exception cref="TlsFatalAlert">A record is longer than any that may come now, or what came is none.</exception>
    public bool TryTake(out int offset, out int length)
    {
        offset = _start;
        length = 0;
        if (_end > _start && _bytes[_start] is < (byte)ContentType.change_cipher_spec or > (byte)ContentType.application_data)
            throw new TlsFatalAlert(AlertDescription.unexpected_message, "What came is no TLS record.");
        if (_end - _start < HeadBytes)
            return false;
        length = RecordLength;
        int longest = IsEstablished ? MaximumRecordBytes : MaximumHandshakeRecordBytes;
        if (length > longest)
            throw new TlsFatalAlert(AlertDescription.record_overflow, $"A TLS record of {length} bytes came, where {longest} are the most.");
        if (_end - _start < length)
            return false;
        _start += length;
        return true;
    }

    private void Move(byte[] place)
    {
        Buffer.BlockCopy(_bytes, _start, place, 0, _end - _start);
        _bytes = place;
        _end -= _start;
        _start = 0;
    }
}
