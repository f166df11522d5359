using System.Buffers;
using System.Diagnostics;
using System.Reflection;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

public sealed class AllocationTests
{
    private const int Messages = 64;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SteadyMessages_AllocateNothing(bool inRuns)
    {
        Assert.SkipWhen(
            typeof(ConnectionMachine).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true, "Debug code allocates.");
        using ConnectionMachine sender = new(SampleContract.Smaller, TimeSpan.Zero);
        using ConnectionMachine receiver = new(SampleContract.Larger, TimeSpan.Zero);
        OutboundBuffer toReceiver = new();
        OutboundBuffer toSender = new();
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < 3; i++)
            Exchange(0);
        Assert.Equal(ConnectionPhase.Ready, sender.Phase);

        OutboundFlow flow = sender.GetOutboundChannel(SampleContract.NumbersId);
        for (int i = 0; i < 2_000; i++)
            Exchange(Messages);
        ulong before = flow.SentMessages;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            Exchange(Messages);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(1_000UL * Messages, flow.SentMessages - before);
        Assert.True(flow.AcknowledgedMessages > before);
        Assert.Equal(0, allocated);

        void Exchange(int messages)
        {
            now += TimeSpan.FromMilliseconds(10);
            for (int i = 0; i < messages; i++)
            {
                if (!sender.TryWriteMessage<int, Int32Codec>(sender.GetOutboundChannel(SampleContract.NumbersId), i))
                    throw new InvalidOperationException("no credit");
            }

            toReceiver = Move(sender, receiver, toReceiver, now, inRuns);
            receiver.HandleTimeout(now);
            toSender = Move(receiver, sender, toSender, now, inRuns);
        }
    }

    private static OutboundBuffer Move(ConnectionMachine from, ConnectionMachine to, OutboundBuffer empty, TimeSpan now, bool inRuns)
    {
        OutboundBuffer filled = from.ExchangeOutput(empty);
        ReadOnlySequence<byte> input = new(filled.WrittenMemory);
        while (true)
        {
            if (inRuns && to.TryTakeMessages(ref input, now, out MessageRun run))
            {
                foreach (ReadOnlySpan<byte> message in run)
                    to.Consume(run.Inbound!, 1, message.Length, now);
                continue;
            }

            if (!to.HandleInput(ref input, now, out ConnectionEvent change))
                break;
            if (change.Kind == ConnectionEventKind.DecisionNeeded)
                to.Admit();
            else if (change.Kind == ConnectionEventKind.Message)
                to.Consume(change.Inbound!, 1, change.Payload.Length, now);
        }

        filled.Clear();
        return filled;
    }
}
