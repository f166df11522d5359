using System.Buffers;
using System.Buffers.Binary;

namespace PeerProto.Protocol.FlowControl;

/// <summary>
/// Received messages that wait, as bytes one behind the other: what they take is what they weigh on the wire and 4 bytes each, whatever they would be as objects. The credit
/// of the flow they belong to bounds it. Memory comes from the shared pool and goes back when the queue runs empty.
/// </summary>
public sealed class MessageBacklog : IDisposable
{
    private const int PrefixLength = 4;
    private const int InitialCapacity = 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    /// <summary>How many messages wait.</summary>
    public int Count { get; private set; }

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

        int length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_start));
        message = _bytes.AsMemory(_start + PrefixLength, length);
        _start += PrefixLength + length;
        Count--;
        return true;
    }

    /// <summary>Forgets all messages and gives the memory back.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = Count = 0;
    }

    /// <summary>Counts one more message.</summary>
    /// <returns>The room for its bytes.</returns>
    private Span<byte> Add(int length)
    {
        MakeRoom(PrefixLength + length);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_end), length);
        Span<byte> room = _bytes.AsSpan(_end + PrefixLength, length);
        _end += PrefixLength + length;
        Count++;
        return room;
    }

    private void MakeRoom(int needed)
    {
        if (_bytes.Length - _end >= needed)
            return;
        int used = _end - _start;
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(InitialCapacity, 2L * (used + needed)), Array.MaxLength));
        _bytes.AsSpan(_start, used).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
        _start = 0;
        _end = used;
    }
}
