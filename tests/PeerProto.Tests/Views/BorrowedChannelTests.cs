using System.Buffers;
using System.Globalization;
using PeerProto.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Views;

/// <summary>Messages of a borrowed channel are handled where they were received.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class BorrowedChannelTests : IAsyncDisposable
{
    private const string Alone = "Measures what the process allocates";
    private const int PayloadBytes = 65_536;

    private readonly TestWorld _world = new();
    private readonly List<PeerSession<IBorrowingContract>> _sessions = [];

    [Fact]
    public async Task Message_ComesAsItsViewInOrder()
    {
        BorrowingService far = new();
        Peer<IBorrowingContract> peer = await ConnectAsync(far);
        for (int i = 0; i < 100; i++)
            await peer.Contract.Frames.SendAsync(Frame.Sample with { Scores = [i] }, default);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => (Frame.Sample with { Scores = [i] }).ToString()),
            await far.Handled.TakeAsync(100));
    }

    [Fact]
    public async Task LargeMessages_AreHandledWithoutACopy()
    {
        BorrowingService far = new() { Read = frame => frame.Payload.Length.ToString(CultureInfo.InvariantCulture) };
        Peer<IBorrowingContract> peer = await ConnectAsync(far);
        Frame frame = Frame.Sample with { Payload = new byte[PayloadBytes], Before = null };
        for (int i = 0; i < 200; i++)
            await SendAsync();

        const int Measured = 400;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Measured; i++)
            await SendAsync();
        long allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;
        Assert.True(allocated < PayloadBytes / 16, $"{allocated} B a message.");

        async Task SendAsync()
        {
            await peer.Contract.Frames.SendAsync(frame, default);
            Assert.Equal("65536", await far.Handled.NextAsync());
        }
    }

    [Fact]
    public async Task HandlerThrows_TheNextMessageComes()
    {
        BorrowingService far = new() { Read = frame => frame.Scores[0] == 1 ? throw new PeerDecodeException("of the handler") : $"{frame.Scores[0]}" };
        Peer<IBorrowingContract> peer = await ConnectAsync(far);
        for (int i = 0; i < 3; i++)
            await peer.Contract.Frames.SendAsync(Frame.Sample with { Scores = [i] }, default);
        Assert.Equal(["0", "2"], await far.Handled.TakeAsync(2));
    }

    [Fact]
    public async Task MalformedMessage_NeverReachesTheHandler()
    {
        BorrowingService service = new();
        await Assert.ThrowsAsync<PeerDecodeException>(async () => await Dispatch());
        Assert.Equal(0, service.Handled.Count);

        ValueTask Dispatch()
        {
            byte[] endsInNonsense = [.. Encode(Frame.Sample)[..^1], 0xC1];
            PeerReader reader = new(endsInNonsense.AsMemory(), PeerCodecLimits.Default);
            return service.DispatchMessageAsync(null!, 1, ref reader);
        }
    }

    [Fact]
    public async Task ReadingABorrowedChannel_FailsAtOnce()
    {
        await ConnectAsync(new BorrowingService());
        EveryoneChannel<Frame> frames = _sessions[0].Everyone.Frames;
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (ReceivedMessage<Frame> _ in frames.ReadAllAsync())
                Assert.Fail("There is nothing to read.");
        });
    }

    private static byte[] Encode(Frame frame)
    {
        ArrayBufferWriter<byte> output = new();
        PeerWriter writer = new(output);
        Frame.PeerCodec.Write(ref writer, in frame);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private async Task<Peer<IBorrowingContract>> ConnectAsync(BorrowingService far)
    {
        _sessions.Add(await PeerSession.StartAsync<IBorrowingContract>(far, _world.Configure).Guarded());
        _sessions.Add(await PeerSession.StartAsync<IBorrowingContract>(new BorrowingService(), _world.Configure).Guarded());
        return await _sessions[1].ConnectAsync(_sessions[0].LocalEndpoints[0]).Guarded();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PeerSession<IBorrowingContract> session in _sessions)
            await _world.PassTimeUntilAsync(session.DisposeAsync().AsTask());
        await _world.DisposeAsync();
    }
}
