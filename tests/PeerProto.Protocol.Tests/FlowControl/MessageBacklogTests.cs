using System.Buffers;
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
        Assert.True(backlog.HeldBytes >= 100_004);
        Assert.True(backlog.TryDequeue(out _));
        Assert.False(backlog.TryDequeue(out _));
        Assert.Equal(0, backlog.HeldBytes);
    }

    [Fact]
    public void Disposed_HoldsNoMemoryAndIsUsable()
    {
        using MessageBacklog backlog = new();
        backlog.Enqueue(new ReadOnlySequence<byte>(new byte[10]));
        backlog.Dispose();
        Assert.Equal((0, 0), (backlog.Count, backlog.HeldBytes));
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
            Assert.InRange(backlog.HeldBytes, 1, 2 * MessageBacklog.BlockBytes);
        }
    }

    [Fact]
    public void OneInOneOut_StaysInOneBlock()
    {
        using MessageBacklog backlog = new();
        byte[] message = new byte[1000];
        for (int i = 0; i < 1000; i++)
        {
            backlog.Enqueue(message);
            Assert.True(backlog.TryDequeue(out _));
            Assert.Equal(MessageBacklog.BlockBytes, backlog.HeldBytes);
        }
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(1, 100_000)]
    [InlineData(5000, 1)]
    [InlineData(200, MessageBacklog.BlockBytes / 2)]
    [InlineData(200, MessageBacklog.BlockBytes)]
    public void Full_TakesAtMostTwiceWhatWaitsAndABlock(int messages, int length)
    {
        using MessageBacklog backlog = new();
        byte[] message = new byte[length];
        for (int i = 1; i <= messages; i++)
        {
            backlog.Enqueue(new ReadOnlySequence<byte>(message));
            Assert.InRange(backlog.HeldBytes, 0, MessageBacklog.BlockBytes + (2 * i * (length + sizeof(int))));
        }
    }

    [Fact]
    public void AnySizes_TakeAtMostFourTimesWhatWaitsAndABlock()
    {
        using MessageBacklog backlog = new();
        Random random = new(3);
        int waiting = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] message = new byte[random.Next(2) == 0 ? random.Next(3) : random.Next(40_000)];
            backlog.Enqueue(message);
            waiting += message.Length + sizeof(int);
            if (random.Next(3) > 0 && backlog.TryDequeue(out ReadOnlyMemory<byte> taken))
                waiting -= taken.Length + sizeof(int);
            Assert.InRange(backlog.HeldBytes, 0, (2 * 65_536) + (4 * waiting));
        }
    }

    [Fact]
    public void GrownOnce_GrowsAgainWithoutAllocating()
    {
        using MessageBacklog backlog = new();
        byte[] message = new byte[1000];
        FillAndEmpty();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            FillAndEmpty();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void FillAndEmpty()
        {
            for (int i = 0; i < 100; i++)
                backlog.Enqueue(message);
            while (backlog.TryDequeue(out _))
            {
            }
        }
    }
}
