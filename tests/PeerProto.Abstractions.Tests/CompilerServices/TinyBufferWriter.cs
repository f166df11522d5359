using System.Buffers;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>Hands out as little as it may: what was asked for and never more.</summary>
internal sealed class TinyBufferWriter : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _handedOut = [];

    public byte[] Written => [.. _written];

    public int LargestRequest { get; private set; }

    public void Advance(int count)
    {
        _written.AddRange(_handedOut.AsSpan(0, count));
        _handedOut = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        LargestRequest = Math.Max(LargestRequest, sizeHint);
        return _handedOut = new byte[Math.Max(1, sizeHint)];
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
