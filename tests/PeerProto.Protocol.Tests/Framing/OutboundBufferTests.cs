using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Tests.Framing;

public sealed class OutboundBufferTests
{
    [Fact]
    public void BytesOfManySizes_StayInOnePieceAndInOrder()
    {
        using OutboundBuffer buffer = new();
        Random random = new(1);
        List<byte> expected = [];
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[random.Next(0, 3000)];
            random.NextBytes(bytes);
            if (i % 2 == 0)
            {
                buffer.Append(bytes);
            }
            else
            {
                bytes.CopyTo(buffer.GetSpan(bytes.Length));
                buffer.Advance(bytes.Length);
            }

            expected.AddRange(bytes);
        }

        Assert.Equal(expected.Count, buffer.Length);
        Assert.True(buffer.WrittenMemory.Span.SequenceEqual(expected.ToArray()));
    }

    [Fact]
    public void Truncated_GoesOnFromThere()
    {
        using OutboundBuffer buffer = new();
        buffer.Append([1, 2, 3, 4]);
        buffer.Truncate(1);
        buffer.Append([9]);
        Assert.Equal([1, 9], buffer.WrittenMemory.ToArray());
    }

    [Fact]
    public void WrittenBytes_CanBeFilledIn()
    {
        using OutboundBuffer buffer = new();
        buffer.Append([1, 2, 3, 4]);
        buffer.Written(1, 2).Fill(7);
        Assert.Equal([1, 7, 7, 4], buffer.WrittenMemory.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => { buffer.Written(3, 2).Clear(); });
    }

    [Fact]
    public void PositionsThatAreNotThere_AreRefused()
    {
        using OutboundBuffer buffer = new();
        buffer.Append([1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(1 << 20));
    }

    [Fact]
    public void ClearedAfterALargeMessage_GivesTheMemoryBack()
    {
        using OutboundBuffer buffer = new();
        buffer.GetSpan(4 * OutboundBuffer.KeptCapacity);
        buffer.Clear();
        Assert.True(buffer.GetSpan().Length <= OutboundBuffer.KeptCapacity);
        Assert.True(buffer.IsEmpty);
    }

    [Fact]
    public void ClearedAfterSmallMessages_KeepsItsMemory()
    {
        using OutboundBuffer buffer = new();
        int capacity = buffer.GetSpan(100).Length;
        buffer.Append([1, 2, 3]);
        buffer.Clear();
        Assert.Equal(capacity, buffer.GetSpan().Length);
    }

    [Fact]
    public void Disposed_IsEmptyAndUsable()
    {
        OutboundBuffer buffer = new();
        buffer.Append([1]);
        buffer.Dispose();
        Assert.True(buffer.IsEmpty);
        buffer.Append([2]);
        Assert.Equal([2], buffer.WrittenMemory.ToArray());
        buffer.Dispose();
    }
}
