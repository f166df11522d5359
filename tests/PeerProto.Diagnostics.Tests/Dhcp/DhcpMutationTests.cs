using System.Net;
using PeerProto.Diagnostics.Tests.Gaps;

namespace PeerProto.Diagnostics.Tests.Dhcp;

public sealed class DhcpMutationTests
{
    private static readonly byte[][] Originals =
    [
        Frames.Discover(), Frames.Offer(), Frames.Select(), Frames.Ack(), Frames.Nak(), Frames.InitReboot(), Frames.Renew(), Frames.Rebind(),
        Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ServerAddress), Frames.Arp(Frames.Client, Frames.ClientAddress, Frames.ClientAddress, isRequest: false),
        Frames.Packet(Frames.Client, Frames.ClientAddress, IPAddress.Parse("224.0.0.251")),
        Frames.Dhcp(Frames.Message(DhcpMessageKind.Discover, options: [(52, [3]), (12, new byte[200]), (12, new byte[200])])),
    ];

    [Fact]
    public void MutatedMessage_IsReadOrRefusedAndNothingElse()
    {
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            byte[] bytes = Mutations.Of(Originals[seed % 8].AsSpan(42), seed);
            if (DhcpMessage.TryRead(bytes, out DhcpMessage? message, out string? cause))
            {
                Interlocked.Increment(ref read);
                Assert.True((message.HostName?.Length ?? 0) <= DhcpMessage.MaximumTextLength && (message.ErrorText?.Length ?? 0) <= DhcpMessage.MaximumTextLength, $"seed {seed}");
            }
            else
            {
                Assert.InRange(cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Mutations.Count / 10, Mutations.Count - 1);
    }

    [Fact]
    public void MutatedFrames_LeaveTheObserverWithinItsBounds()
    {
        int messages = 0;
        Parallel.For(0, Mutations.Count / 1000, round =>
        {
            DhcpObserver observer = new(new DhcpObserverOptions { MaximumClients = 64 });
            for (int i = 0; i < 1000; i++)
            {
                int seed = (round * 1000) + i;
                byte[] frame = Mutations.Of(Originals[seed % Originals.Length], seed);
                observer.HandleFrame(DateTimeOffset.UnixEpoch.AddMilliseconds(seed), (seed % 7) switch { 0 => 113, 1 => 276, 2 => 258, _ => 1 }, seed % 7 == 2 ? Mutations.Of([14, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, .. frame], ~seed) : frame);
                while (observer.TryGetObservation(out DhcpObservation? observation))
                    Assert.InRange(observation.Meaning.Length, 1, 600);
            }

            Assert.True(observer.Learner.Count <= 64 && observer.Frames == 1000, $"round {round}");
            Interlocked.Add(ref messages, (int)observer.Messages);
        });
        Assert.InRange(messages, Mutations.Count / 20, Mutations.Count);
    }

    [Fact]
    public void MutatedCapture_IsReadOrRefusedAndNothingElse()
    {
        CaptureFile file = new(false, false, 1);
        for (int i = 0; i < Originals.Length; i++)
            file.AddPacket(i * 100, Originals[i]);
        byte[] original = file.ToArray();
        DhcpAnalyzer analyzer = new();
        int read = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            byte[] bytes = Mutations.Of(original, seed);
            try
            {
                DhcpReport report = analyzer.Analyze(new MemoryStream(bytes, writable: false), CancellationToken.None);
                Interlocked.Increment(ref read);
                Assert.True(report.Packets <= bytes.Length && report.Observations.Count <= 2 * report.Packets, $"seed {seed}");
            }
            catch (CaptureException failure)
            {
                Assert.InRange(failure.Cause.Length, 1, 200);
            }
        });
        Assert.InRange(read, Mutations.Count / 10, Mutations.Count);
    }

    [Fact]
    public void MutatedWordOfTheKernel_IsReadOrPassedOver()
    {
        byte[] original = LinkMessage(7, 0x41);
        int told = 0;
        Parallel.For(0, Mutations.Count, seed =>
        {
            if (LinkStateSocket.StateIn(Mutations.Of(original, seed), 7) is not null)
                Interlocked.Increment(ref told);
        });
        Assert.InRange(told, Mutations.Count / 10, Mutations.Count - 1);
    }

    [Theory]
    [InlineData(7, 0x41u, "Up")]
    [InlineData(7, 0x1u, "Down")] // no carrier
    [InlineData(7, 0x0u, "Down")]
    [InlineData(8, 0x41u, null)] // of another interface
    [InlineData(7, 0x41u, "Gone", 0, 17)]
    [InlineData(7, 0x41u, null, 7, 16)] // of a bridge (AF_BRIDGE), about its port
    [InlineData(7, 0x41u, null, 7, 17)] // the port leaves the bridge, and stays up
    public void WordOfTheKernel_TellsTheStateOfTheInterface(int index, uint flags, string? state, byte family = 0, byte type = 16) =>
        Assert.Equal(state, LinkStateSocket.StateIn(LinkMessage(index, flags, family, type), 7)?.ToString());

    [Fact]
    public void LastOfSeveralWords_Counts() => Assert.Equal(LinkState.Up, LinkStateSocket.StateIn((byte[])[.. LinkMessage(7, 0), .. LinkMessage(8, 0), .. LinkMessage(7, 0x41)], 7));

    [Fact]
    public void InterfaceThatIsGone_IsNotBackByALaterWord() =>
        Assert.Equal(LinkState.Gone, LinkStateSocket.StateIn((byte[])[.. LinkMessage(7, 0x41, 0, 17), .. LinkMessage(7, 0x41)], 7));

    // nlmsghdr and ifinfomsg of rtnetlink(7), with an attribute of five bytes and its padding
    private static byte[] LinkMessage(int index, uint flags, byte family = 0, byte type = 16) =>
        [.. BitConverter.GetBytes(40), type, 0, .. new byte[10], family, 0, 1, 0, .. BitConverter.GetBytes(index), .. BitConverter.GetBytes(flags), 0, 0, 0, 0, 5, 0, 3, 0, 0, 0, 0, 0];
}
