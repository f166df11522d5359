using System.IO.Pipelines;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Conformance;

/// <summary>A side takes less than the other has.</summary>
public abstract partial class SessionConformanceTests
{
    [Fact]
    public async Task HandlerIsSlow_TheSenderWaitsAndNothingIsLost()
    {
        Gate gate = new();
        Collector<int> handled = new();
        Peer<ITestContract> peer = await ConnectAsync(
            new HandlingService
            {
                HandleNote = async (_, note) =>
                {
                    await gate.PassAsync();
                    handled.Add(note.Number);
                },
            },
            options => options.Limits = options.Limits with { ChannelWindowBytes = 10_000 });
        string text = new('x', 1000);
        int sent = 0;
        Task sending = SendAsync();
        await gate.Reached.Guarded();
        await TestWorld.YieldUntilAsync(() => Volatile.Read(ref sent) >= 9);
        for (int i = 0; i < 100; i++)
            Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded()); // the held channel holds nothing else

        Assert.InRange(Volatile.Read(ref sent), 9, 12);
        gate.Open();

        for (int i = 0; i < 200; i++)
            Assert.Equal(i, await handled.NextAsync());
        await sending.Guarded();

        async Task SendAsync()
        {
            for (int i = 0; i < 200; i++)
            {
                await peer.Contract.Notes.SendAsync(new Note(text, i));
                Interlocked.Increment(ref sent);
            }
        }
    }

    [Fact]
    public async Task ReaderOfItemsIsSlow_TheMethodIsHeldBack()
    {
        const int Window = 8;
        const int Count = 500;
        int produced = 0;
        Peer<ITestContract> peer = await ConnectAsync(
            new TestService { Count = (_, _, count, _) => Produce(count) },
            configureNear: options => options.Limits = options.Limits with { StreamWindowMessages = Window, MaximumWindowBytes = 1 });

        int read = 0;
        await foreach (int item in peer.Contract.CountAsync(0, Count, TestContext.Current.CancellationToken))
        {
            Assert.Equal(++read, item);
            // One is being sent; a window is on its way or waits, another one may have been taken over to be read.
            Assert.InRange(Volatile.Read(ref produced), read, read + (2 * Window) + 1);
            await Task.Yield();
        }

        Assert.Equal(Count, read);

        async IAsyncEnumerable<int> Produce(int count)
        {
            for (int i = 0; i < count; i++)
                yield return Interlocked.Increment(ref produced);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task ReaderOfBytesIsSlow_TheWriterWaitsAndNothingIsLost()
    {
        const int Window = 64 * 1024;
        const int MostThatWaits = 512 * 1024;
        byte[] bytes = Bytes.Random(4 * 1024 * 1024);
        long written = 0;
        Peer<ITestContract> peer = await ConnectAsync(
            new TestService
            {
                Carry = async (_, _, pipe, cancellation) =>
                {
                    for (int sent = 0; sent < bytes.Length; sent += 8192)
                    {
                        await pipe.Output.WriteAsync(bytes.AsMemory(sent, 8192), cancellation);
                        Interlocked.Add(ref written, 8192);
                    }

                    await pipe.Output.CompleteAsync();
                    return bytes.Length;
                },
            },
            configureNear: options => options.Limits = options.Limits with { StreamWindowBytes = Window, MaximumWindowBytes = 1 });
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        await kept.Output.CompleteAsync();
        await TestWorld.YieldUntilAsync(() => Interlocked.Read(ref written) >= Window);
        for (int i = 0; i < 100; i++)
            Assert.Equal(3, await peer.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());

        Assert.InRange(Interlocked.Read(ref written), Window, MostThatWaits);

        Assert.Equal(bytes, await kept.Input.ReadToEndAsync().Guarded());
        Assert.Equal(bytes.Length, await call.Guarded());
    }

    [Fact]
    public async Task MessageIsLargerThanThePeerTakes_ItsSenderIsToldAndTheConnectionGoesOn()
    {
        Peer<ITestContract> peer = await ConnectAsync(new TestService());

        await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.EchoAsync(new byte[ProtocolLimits.DefaultMaximumMessageBytes], default).Guarded());

        byte[] large = Bytes.Random(3_000_000);
        Assert.Equal(large, await peer.Contract.EchoAsync(large, default).Guarded());
    }

    [Fact]
    public async Task MessageOfAChannelOrAResultIsTooLarge_ItsSideIsToldAndTheConnectionGoesOn()
    {
        Collector<int> handled = new();
        Peer<ITestContract> peer = await ConnectAsync(
            new HandlingService
            {
                HandleNote = (_, note) =>
                {
                    handled.Add(note.Number);
                    return default;
                },
            },
            options => options.Limits = options.Limits with { MaximumMessageBytes = 10_000 },
            options => options.Limits = options.Limits with { MaximumMessageBytes = 1_000 });

        await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.Notes.SendAsync(new Note(new string('x', 10_000), 1), TestContext.Current.CancellationToken).Guarded());
        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.EchoAsync(new byte[2_000], TestContext.Current.CancellationToken).Guarded());

        Assert.Equal(RemoteErrorCode.ResultTooLarge, failure.Code);
        await peer.Contract.Notes.SendAsync(new Note("small enough", 2), TestContext.Current.CancellationToken).Guarded();
        Assert.Equal(2, await handled.NextAsync());
    }

    [Fact]
    public async Task FrameIsLargerThanAgreed_BothSidesLearnWhyTheConnectionEndsAndTheSessionGoesOn()
    {
        Peer<ITestContract> friend = await ConnectAsync(new TestService(), options => options.Limits = options.Limits with { MaximumMessageBytes = 1_000 });
        await TestWorld.YieldUntilAsync(() => Far.Peers.Count == 1);
        await using RawPeer raw = await RawPeer.ConnectAsync(new PeerSessionOptions { Transports = [CreateTransport()], Security = Security }, Far.LocalEndpoints[0]);
        await raw.JoinAsync();
        await TestWorld.YieldUntilAsync(() => Far.Peers.Count == 2);
        Peer<ITestContract> stranger = Far.Peers.Single(peer => peer.Id != Near.Id);

        await raw.WriteAsync([0x53, 0x88, (byte)FrameKind.Message]); // 5,000 bytes are to come

        CloseInfo told = await raw.WhenClosedAsync();
        Assert.Equal((CloseCode.FrameTooLarge, true), (told.Code, told.ByPeer));
        await stranger.Disconnected.WhenCancelledAsync();
        Assert.Equal(PeerDiagnosisCode.ProtocolViolation, stranger.State.Diagnosis?.Code);
        Assert.Equal(3, await friend.Contract.AddAsync(1, 2, TestContext.Current.CancellationToken).Guarded());
    }
}
