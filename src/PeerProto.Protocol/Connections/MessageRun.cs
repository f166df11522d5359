using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Connections;

/// <summary>Messages of one channel that came one behind the other: a part of the input handed to the machine, valid as long as that.</summary>
public readonly ref struct MessageRun
{
    private readonly ReadOnlyMemory<byte> _frames;

    internal MessageRun(InboundFlow inbound, ReadOnlyMemory<byte> frames)
    {
        Inbound = inbound;
        _frames = frames;
    }

    /// <summary>Their channel, or null when there are none.</summary>
    public InboundFlow? Inbound { get; }

    /// <summary>Goes through the messages in the order they came.</summary>
    public Enumerator GetEnumerator() => new(_frames);

    /// <summary>A place in a run.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlyMemory<byte> _memory;
        private ReadOnlySpan<byte> _frames;

        internal Enumerator(ReadOnlyMemory<byte> frames)
        {
            _memory = frames;
            _frames = frames.Span;
        }

        /// <summary>The message's bytes.</summary>
        public ReadOnlySpan<byte> Current { get; private set; }

        /// <summary>The same bytes as a part of the input, for those who hand on pieces of it.</summary>
        public readonly ReadOnlyMemory<byte> CurrentMemory => _memory.Slice(_memory.Length - _frames.Length - Current.Length, Current.Length);

        /// <summary>Goes to the next message.</summary>
        /// <returns>False behind the last one.</returns>
        public bool MoveNext()
        {
            if (_frames.IsEmpty)
                return false;
            VarInt.TryRead(_frames, out ulong announced, out int prefix);
            int end = prefix + (int)announced;
            int message = prefix + 1;
            message += VarInt.LengthAt(_frames[message]);
            Current = _frames[message..end];
            _frames = _frames[end..];
            return true;
        }
    }
}
