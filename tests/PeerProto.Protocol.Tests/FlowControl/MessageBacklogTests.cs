using System.Buffers;
using System.Reflection;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.FlowControl;

public sealed class MessageBacklogTests
{
    [Fact]
    public void LargeAndSmallInterleaved_ComeOutAsTheyWentIn()
    {
        using MessageBacklog backlog = new();
        Queue<byte[]> expected = [];
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            if (random.Next(100) < 52)
            {
                byte[] message = new byte[random.Next(50) == 0 ? random.Next(50_000) : random.Next(20)];
                random.NextBytes(message);
                backlog.Enqueue(random.Next(2) == 0 ? new ReadOnlySequence<byte>(message) : Segments.AtRandom(message, random));
                expected.Enqueue(message);
            }
            else if (backlog.TryDequeue(out ReadOnlyMemory<byte> message))
            {
                Assert.True(message.Span.SequenceEqual(expected.Dequeue()));
            }
            else
            {
                Assert.Empty(expected);
            }

            Assert.Equal(expected.Count, backlog.Count);
        }

        while (backlog.TryDequeue(out ReadOnlyMemory<byte> message))
            Assert.True(message.Span.SequenceEqual(expected.Dequeue()));
        Assert.Empty(expected);
    }

    [Fact]
    public void EmptyMessages_Count()
    {
        using MessageBacklog backlog = new();
        backlog.Enqueue(default);
        backlog.Enqueue(new ReadOnlySequence<byte>([1]));
        Assert.True(backlog.TryDequeue(out ReadOnlyMemory<byte> first));
        Assert.True(first.IsEmpty);
        Assert.True(backlog.TryDequeue(out ReadOnlyMemory<byte> second));
        Assert.Equal([1], second.ToArray());
    }

    [Fact]
    public void RunEmpty_HoldsNoMemory()
    {
        using MessageBacklog backlog = new();
        backlog.Enqueue(new ReadOnlySequence<byte>(new byte[100_000]));
        Assert.True(Capacity(backlog) >= 100_004);
        Assert.True(backlog.TryDequeue(out _));
        Assert.False(backlog.TryDequeue(out _));
        Assert.Equal(0, Capacity(backlog));
    }

    [Fact]
    public void Disposed_HoldsNoMemoryAndIsUsable()
    {
        using MessageBacklog backlog = new();
        backlog.Enqueue(new ReadOnlySequence<byte>(new byte[10]));
        backlog.Dispose();
        Assert.Equal((0, 0), (backlog.Count, Capacity(backlog)));
        backlog.Enqueue(new ReadOnlySequence<byte>([5]));
        Assert.True(backlog.TryDequeue(out ReadOnlyMemory<byte> message));
        Assert.Equal([5], message.ToArray());
    }

    [Fact]
    public void NeverQuiteEmpty_StaysAsSmallAsWhatWaits()
    {
        using MessageBacklog backlog = new();
        byte[] message = new byte[1000];
        backlog.Enqueue(new ReadOnlySequence<byte>(message));
        for (int i = 0; i < 100_000; i++)
        {
            backlog.Enqueue(new ReadOnlySequence<byte>(message));
            Assert.True(backlog.TryDequeue(out _));
        }

        Assert.InRange(Capacity(backlog), 1, 8192);
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(1, 100_000)]
    [InlineData(5000, 1)]
    public void Full_TakesAtMostFourTimesWhatWaits(int messages, int length)
    {
        using MessageBacklog backlog = new();
        byte[] message = new byte[length];
        for (int i = 1; i <= messages; i++)
        {
            backlog.Enqueue(new ReadOnlySequence<byte>(message));
            Assert.InRange(Capacity(backlog), 0, Math.Max(1024, 4 * i * (length + sizeof(int))));
        }
    }

    private static int Capacity(MessageBacklog backlog) =>
        ((byte[])typeof(MessageBacklog).GetField("_bytes", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(backlog)!).Length;
}
