using System.Buffers;
using System.Buffers.Binary;

namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// Received messages that wait, as bytes one behind the other: what they take is what they weigh on the wire and 4 bytes each, whatever they would be as objects. The credit
/// of the flow they belong to bounds it. They stand in blocks of one size, so that the shared pool, which keeps arrays for each size and thread, keeps few; a message that
/// is larger gets a block of its own. A block's memory goes back to the pool once its messages are taken.
/// </summary>
public sealed class MessageBacklog : IDisposable
{
    /// <summary>The memory of a block, in bytes.</summary>
    public const int BlockBytes = 16 * 1024;

    private const int PrefixLength = 4;

    private Block? _first;
    private Block? _last;
    private Block? _spare;

    /// <summary>How many messages wait.</summary>
    public int Count { get; private set; }

    /// <summary>The memory that is held, in bytes.</summary>
    public int HeldBytes { get; private set; }

    /// <summary>Appends a copy of a message.</summary>
    /// <param name="message">The message.</param>
    public void Enqueue(in ReadOnlySequence<byte> message)
    {
        int length = checked((int)message.Length);
        message.CopyTo(Add(length));
    }

    /// <summary>Appends a copy of a message.</summary>
    /// <param name="message">The message.</param>
    public void Enqueue(ReadOnlySpan<byte> message) => message.CopyTo(Add(message.Length));

    /// <summary>Takes the oldest message.</summary>
    /// <param name="message">The message, valid until the next call of any method here.</param>
    /// <returns>False when none waits.</returns>
    public bool TryDequeue(out ReadOnlyMemory<byte> message)
    {
        if (Count == 0)
        {
            message = default;
            Dispose();
            return false;
        }

        if (_first!.IsTaken)
            Release();
        message = _first!.Take();
        Count--;
        return true;
    }

    /// <summary>Forgets all messages and gives the memory back.</summary>
    public void Dispose()
    {
        while (_first is not null)
            Release();
        Count = 0;
    }

    /// <summary>Counts one more message.</summary>
    /// <returns>The room for its bytes.</returns>
    private Span<byte> Add(int length)
    {
        if (_last is null || !_last.Fits(length))
            Append(length);
        Count++;
        return _last!.Add(length);
    }

    private void Append(int length)
    {
        if (_first is { IsTaken: true })
            Release();
        Block block = _spare ?? new Block();
        _spare = block.Next;
        block.Next = null;
        block.Bytes = ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, checked(PrefixLength + length)));
        HeldBytes += block.Bytes.Length;
        if (_last is null)
            _first = block;
        else
            _last.Next = block;
        _last = block;
    }

    /// <summary>Gives the first block's memory back and keeps the block for another.</summary>
    private void Release()
    {
        Block block = _first!;
        _first = block.Next;
        if (_first is null)
            _last = null;
        HeldBytes -= block.Bytes.Length;
        ArrayPool<byte>.Shared.Return(block.Bytes);
        block.Clear();
        block.Next = _spare;
        _spare = block;
    }

    /// <summary>Messages one behind the other, each behind its length.</summary>
    private sealed class Block
    {
        private int _start;
        private int _end;

        public byte[] Bytes { get; set; } = [];

        public Block? Next { get; set; }

        /// <summary>Whether all of its messages were taken.</summary>
        public bool IsTaken => _start == _end;

        /// <summary>Whether a message fits, in the place of those that were taken if need be.</summary>
        public bool Fits(int length)
        {
            if (IsTaken)
                _start = _end = 0;
            return Bytes.Length - _end - PrefixLength >= length;
        }

        public Span<byte> Add(int length)
        {
            BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(_end), length);
            Span<byte> room = Bytes.AsSpan(_end + PrefixLength, length);
            _end += PrefixLength + length;
            return room;
        }

        public ReadOnlyMemory<byte> Take()
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(_start));
            ReadOnlyMemory<byte> message = Bytes.AsMemory(_start + PrefixLength, length);
            _start += PrefixLength + length;
            return message;
        }

        public void Clear()
        {
            Bytes = [];
            _start = _end = 0;
        }
    }
}
