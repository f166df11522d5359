namespace PeerProto.Testing.Tests;

/// <summary>Links that have streams of their own beside the first.</summary>
public sealed class StreamsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly LinkImpairment Lossy = LinkImpairment.Wireless with { Loss = 0.3, Duplication = 0.1, Reorder = 0.1 };

    private readonly Simulation _simulation = new(seed: 1) { HasStreams = true, Impairment = Lossy };

    [Fact]
    public void SessionsOverStreams_UseOneForEachChannelAndStreamingCall()
    {
        Chat bens = new();
        PeerSession<IChat> ana = _simulation.Run(() => _simulation.AddPeer("ana").StartSessionAsync<IChat>(new Chat()));
        _simulation.Run(() => _simulation.AddPeer("ben").StartSessionAsync<IChat>(bens));
        _simulation.RunUntil(() => ana.Peers.Count == 1, Minute);

        _simulation.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
                await ana.Everyone.Lines.SendAsync($"{i}");
            await ana.FlushAsync();
            int replayed = 0;
            await foreach (string line in ana.Peers[0].Contract.ReplayAsync(40, default))
                Assert.Equal($"ana: {40 + replayed++}", line);
            Assert.Equal(60, replayed);
        });

        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"ana: {i}"), bens.Received);
        Assert.Equal(2, _simulation.Counters.StreamsOpened);
    }

    [Fact]
    public void ItemsOvertakeTheirCalls_TheyWaitWithoutKeepingEachOtherBusy()
    {
        Chat bens = new();
        PeerSession<IChat> ana = _simulation.Run(() => _simulation.AddPeer("ana").StartSessionAsync<IChat>(new Chat()));
        _simulation.Run(() => _simulation.AddPeer("ben").StartSessionAsync<IChat>(bens));
        _simulation.RunUntil(() => ana.Peers.Count == 1, Minute);

        _simulation.Run(async () =>
        {
            for (int round = 0; round < 20; round++)
                Assert.Equal(Enumerable.Repeat(3, 5), await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ana.Peers[0].Contract.AddAsync(ThreeLinesAsync(), default).AsTask())));
        });

        Assert.Equal(300, bens.Received.Count);
    }

    [Fact]
    public void Substreams_CarryEveryByteThroughLoss()
    {
        byte[] sent = new byte[200_000];
        _simulation.Random.NextBytes(sent);
        List<byte> received = [];
        Exchange(
            async near =>
            {
                await using ITransportSubstream stream = await near.OpenStreamAsync(CancellationToken.None);
                await stream.Stream.WriteAsync(sent);
                stream.CompleteWrites();
                await stream.WritesClosed;
            },
            async far =>
            {
                await using ITransportSubstream stream = await far.AcceptStreamAsync(CancellationToken.None);
                byte[] buffer = new byte[1000];
                for (int count; (count = await stream.Stream.ReadAsync(buffer)) > 0;)
                    received.AddRange(buffer[..count]);
            });

        Assert.Equal(sent, received);
    }

    [Fact]
    public void WriterGivesUp_TheReaderFailsAndTheOthersGoOn() => Exchange(
        async near =>
        {
            ITransportSubstream stream = await near.OpenStreamAsync(CancellationToken.None);
            await stream.Stream.WriteAsync(new byte[100]);
            stream.Abort(17);
            await stream.WritesClosed;
            await Assert.ThrowsAsync<IOException>(async () => await stream.Stream.WriteAsync(new byte[1], CancellationToken.None));
            await near.Stream.WriteAsync(new byte[] { 1 });
        },
        async far =>
        {
            ITransportSubstream stream = await far.AcceptStreamAsync(CancellationToken.None);
            IOException told = await Assert.ThrowsAsync<IOException>(async () => await ReadToEndAsync(stream.Stream));
            Assert.Contains("17", told.Message, StringComparison.Ordinal);
            Assert.Equal(1, await far.Stream.ReadAsync(new byte[10]));
        });

    [Fact]
    public void ReaderGivesUp_TheWriterFails() => Exchange(
        async near =>
        {
            ITransportSubstream stream = await near.OpenStreamAsync(CancellationToken.None);
            IOException told = await Assert.ThrowsAsync<IOException>(async () =>
            {
                while (true)
                    await stream.Stream.WriteAsync(new byte[10_000], CancellationToken.None);
            });
            Assert.Contains("17", told.Message, StringComparison.Ordinal);
        },
        async far =>
        {
            ITransportSubstream stream = await far.AcceptStreamAsync(CancellationToken.None);
            stream.Abort(17);
        });

    [Fact]
    public void LinkEnds_WhoWaitsForAStreamIsTold() => Exchange(
        near =>
        {
            near.Abort();
            return Task.CompletedTask;
        },
        async far => await Assert.ThrowsAsync<IOException>(async () => await far.AcceptStreamAsync(CancellationToken.None)));

    /// <summary>Runs both ends of a link, and looks that nothing of it is left afterwards.</summary>
    private void Exchange(Func<IMultistreamConnection, Task> near, Func<IMultistreamConnection, Task> far)
    {
        SimulatedPeer ana = _simulation.AddPeer("ana");
        SimulatedPeer ben = _simulation.AddPeer("ben");
        _simulation.Run(async () =>
        {
            await using ITransportListener listener = await TransportOf(ben).ListenAsync(new TransportListenOptions(), CancellationToken.None);
            ITransportConnection opened = await TransportOf(ana).ConnectAsync(listener.LocalEndpoint, CancellationToken.None);
            ITransportConnection accepted = await listener.AcceptAsync(CancellationToken.None);
            Assert.Equal(opened.LocalEndpoint, accepted.RemoteEndpoint);
            await Task.WhenAll(ana.Run(() => near((IMultistreamConnection)opened)), ben.Run(() => far((IMultistreamConnection)accepted)));
            await opened.DisposeAsync();
            await accepted.DisposeAsync();
        });

        _simulation.RunUntil(() => !ana.Connections.Any() && !ben.Connections.Any(), Minute);
    }

    private static async Task ReadToEndAsync(Stream stream)
    {
        while (await stream.ReadAsync(new byte[1000]) > 0)
        {
        }
    }

    private static ITransport TransportOf(SimulatedPeer peer)
    {
        PeerSessionOptions options = new();
        peer.Configure(options);
        return options.Transports[0].Create(new TransportSetup());
    }

    private static async IAsyncEnumerable<string> ThreeLinesAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return $"{i}";
        }
    }
}
