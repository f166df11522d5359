using System.IO.Pipelines;
using PeerProto.Calls;
using PeerProto.Connections;
using PeerProto.Sessions;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What an app does with one peer as long as they are connected: a bit of everything, several things at a time.</summary>
internal sealed class ChaosTraffic
{
    private const int Loops = 2;

    private readonly ChaosApp _app;
    private readonly Peer<IChaos> _peer;
    private readonly PeerConnection _connection;
    private readonly Random _random;
    private readonly Pouring _pouring;
    private readonly List<Lane> _lanes = [];

    public ChaosTraffic(ChaosApp app, Peer<IChaos> peer)
    {
        _app = app;
        _peer = peer;
        _connection = ((SessionPeer<IChaos>)peer).Connection;
        _random = app.Run.Random;
        _pouring = new Pouring(Ledger, _random, app.Host.TimeProvider);
        AddLane(1, nameof(IChaos.Ordered), peer.Contract.Ordered, Promise.Ordered, 3000);
        AddLane(2, nameof(IChaos.Unordered), peer.Contract.Unordered, Promise.Once, 500);
        AddLane(3, nameof(IChaos.Bulk), peer.Contract.Bulk, Promise.Ordered, 120_000);
        AddLane(4, nameof(IChaos.Orders), peer.Contract.Orders, Promise.Ordered, 200);
        AddLane(5, nameof(IChaos.Latest), peer.Contract.Latest, Promise.Newer, 1000);
        AddLane(6, nameof(IChaos.Samples), peer.Contract.Samples, Promise.Newer, 1000);
        AddLane(7, nameof(IChaos.Steps), peer.Contract.Steps, Promise.Newer, 1000);
    }

    private ChaosLedger Ledger => _app.Run.Ledger;

    public async Task RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => LoopAsync()));
        if (!_app.Run.IsActive && _peer.IsConnected)
            await FinishAsync();
        foreach (Lane lane in _lanes)
            lane.Stream.Acknowledged = lane.Stream.Sent - lane.Channel.UnconfirmedMessages;
    }

    private async Task LoopAsync()
    {
        while (_app.Run.IsActive && _peer.IsConnected)
        {
            await AttemptAsync(_random.Next(13) switch
            {
                0 or 1 or 2 or 3 => SendAsync,
                4 => FlushAsync,
                5 => ShoutAsync,
                6 => EchoAsync,
                7 => CountAsync,
                8 => SumAsync,
                9 => TalkAsync,
                10 => HurryAsync,
                11 => PourAsync,
                _ => SendManyAsync,
            });
            await Task.Delay(_app.Run.Plan.Pause * _random.NextDouble(), _app.Host.TimeProvider);
        }
    }

    /// <summary>Does one thing. It may end with the connection, or because this side gave it up; anything else is a fault of the engine.</summary>
    private async Task AttemptAsync(Func<CancellationToken, Task> what)
    {
        using CancellationTokenSource impatience = _random.Next(6) == 0
            ? new CancellationTokenSource(TimeSpan.FromMilliseconds(_random.Next(0, 400)), _app.Host.TimeProvider)
            : new CancellationTokenSource();
        try
        {
            await what(impatience.Token);
        }
        catch (OperationCanceledException) when (impatience.IsCancellationRequested)
        {
            // given up
        }
        catch (PeerConnectionException)
        {
            if (_peer.IsConnected)
                Ledger.Fail($"{what.Method.Name} of {_app.Host.Name} failed with the connection, and it lives");
        }
        catch (Exception failure)
        {
            Ledger.Fail($"{what.Method.Name} of {_app.Host.Name}: {failure}");
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        Lane lane = _lanes[_random.Next(_lanes.Count)];
        for (int left = lane.MostBytes > 10_000 ? 1 : _random.Next(1, 40); left > 0; left--)
            await SendAsync(lane, cancellationToken);
    }

    /// <summary>Sends several at once, so that they wait in line.</summary>
    private Task SendManyAsync(CancellationToken cancellationToken)
    {
        Lane lane = _lanes[_random.Next(_lanes.Count)];
        int count = lane.MostBytes > 10_000 ? 3 : _random.Next(1, 60);
        List<Task> sends = [];
        for (int i = 0; i < count; i++)
            sends.Add(SendAsync(lane, cancellationToken));
        return Task.WhenAll(sends);
    }

    private async Task SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        int number = lane.Stream.Begin();
        try
        {
            await lane.Channel.SendAsync(Tagged.Create(lane.Stream.Number, number, _random.Next(lane.MostBytes)), cancellationToken);
            lane.Stream.OnSent();
        }
        catch (OperationCanceledException)
        {
            lane.Stream.OnNotSent(number);
            throw;
        }
        catch (PeerOverflowException)
        {
            lane.Stream.OnNotSent(number);
        }
        catch (PeerConnectionException)
        {
            lane.Stream.OnInDoubt(number);
            throw;
        }
    }

    private Task FlushAsync(CancellationToken cancellationToken) => FlushAsync(_lanes[_random.Next(_lanes.Count)], cancellationToken);

    private async Task FlushAsync(Lane lane, CancellationToken cancellationToken)
    {
        int begun = lane.Stream.Begun;
        await lane.Channel.FlushAsync(cancellationToken);
        lane.Stream.OnConfirmed(begun);
        _app.Run.LookAt(lane.Stream);
    }

    private Task ShoutAsync(CancellationToken cancellationToken) => _app.ShoutAsync();

    private async Task EchoAsync(CancellationToken cancellationToken)
    {
        byte[] sent = Tagged.Fill(_random.Next(), _random.Next(8) == 0 ? _random.Next(100_000) : _random.Next(1000));
        Ledger.Calls++;
        byte[] got = await _peer.Contract.EchoAsync(sent, _random.Next(3) == 0 ? _random.Next(300) : 0, cancellationToken);
        Ledger.CallsEndedWell++;
        if (!sent.AsSpan().SequenceEqual(got))
            Ledger.Fail("an echo is not what was called");
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        int count = _random.Next(60);
        int size = _random.Next(2000);
        int enough = _random.Next(5) == 0 && count > 0 ? _random.Next(1, count + 1) : count;
        int next = 0;
        Ledger.Calls++;
        await foreach (byte[] item in _peer.Contract.CountAsync(count, size, _random.Next(3) == 0 ? _random.Next(20) : 0, cancellationToken))
        {
            if (!item.AsSpan().SequenceEqual(Tagged.Fill(next, size)))
                Ledger.Fail($"item {next} of a server stream is another one");
            if (++next == enough && enough < count)
                break;
        }

        if (next != enough)
            Ledger.Fail($"a server stream of {count} items ended after {next}");
        Ledger.CallsEndedWell++;
    }

    private async Task SumAsync(CancellationToken cancellationToken)
    {
        int count = _random.Next(60);
        int size = _random.Next(2000);
        Ledger.Calls++;
        long sum = await _peer.Contract.SumAsync(ItemsAsync(count, size), cancellationToken);
        if (sum != (long)count * size)
            Ledger.Fail($"a client stream of {count} items of {size} bytes added up to {sum}");
        Ledger.CallsEndedWell++;
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        int count = _random.Next(40);
        int size = _random.Next(2000);
        int next = 0;
        Ledger.Calls++;
        await foreach (byte[] item in _peer.Contract.TalkAsync(ItemsAsync(count, size), cancellationToken))
        {
            if (!item.AsSpan().SequenceEqual(Tagged.Fill(next, size)))
                Ledger.Fail($"item {next} of a duplex stream is another one");
            next++;
        }

        if (next != count)
            Ledger.Fail($"a duplex stream of {count} items ended after {next}");
        Ledger.CallsEndedWell++;
    }

    /// <summary>
    /// Sends bytes there and back at once. The call ends when both ways have; where it fails, both ends of the pipe do as well.
    /// </summary>
    private async Task PourAsync(CancellationToken cancellationToken)
    {
        Pour there = Pour.Create(_random);
        Pour back = Pour.Create(_random);
        PipeScheduler scheduler = TaskPipeScheduler.Of(_app.Host.Scheduler);
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair(new PipeOptions(readerScheduler: scheduler, writerScheduler: scheduler, useSynchronizationContext: false));
        Ledger.Calls++;
        ValueTask<long> pending = _peer.Contract.PourAsync(there, back, lent, cancellationToken);
        Task<long> ends = PourAsync(kept, there, back);
        long taken;
        try
        {
            taken = await pending;
        }
        catch (Exception failure)
        {
            await EndWithAsync(ends, failure);
            throw;
        }

        long came = await ends;
        if ((there.IsWhole && taken != there.Length) || (back.IsWhole && came != back.Length))
            Ledger.Fail($"a byte stream took {taken} bytes of {there} there and {came} of {back} back");
        Ledger.CallsEndedWell++;
    }

    private async Task<long> PourAsync(DuplexPipe kept, Pour there, Pour back)
    {
        Task<long> reading = _pouring.ReadAsync(kept.Input, back);
        await Task.WhenAll(_pouring.WriteAsync(kept.Output, there), reading);
        return await reading;
    }

    private async Task EndWithAsync(Task ends, Exception failure)
    {
        try
        {
            await ends;
        }
        catch (Exception other)
        {
            if (other.GetType() != failure.GetType())
                Ledger.Fail($"a byte stream that failed with {failure.Message} had its pipe end with {other}");
        }
    }

    private async Task HurryAsync(CancellationToken cancellationToken)
    {
        int delay = _random.Next(4) == 0 ? 10_000 : 10;
        Ledger.Calls++;
        try
        {
            int got = await _peer.Contract.HurryAsync(delay, cancellationToken);
            Ledger.CallsEndedWell++;
            if (got != delay || delay > 3000)
                Ledger.Fail($"a call of {delay} ms gave {got}");
        }
        catch (PeerDeadlineException)
        {
            // also when the network took so long
        }
    }

    private async IAsyncEnumerable<byte[]> ItemsAsync(int count, int size)
    {
        for (int i = 0; i < count; i++)
        {
            if (_random.Next(10) == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(30)), _app.Host.TimeProvider);
            yield return Tagged.Fill(i, size);
        }
    }

    /// <summary>Once nothing goes wrong any more, everything has to work, and what only the newest matters of has to arrive.</summary>
    private async Task FinishAsync()
    {
        foreach (Lane lane in _lanes)
        {
            await AttemptAsync(_ => SendAsync(lane, CancellationToken.None));
            await AttemptAsync(_ => FlushAsync(lane, CancellationToken.None));
        }

        await AttemptAsync(_ => EchoAsync(CancellationToken.None));
    }

    private void AddLane(int number, string name, IMessageChannel<Tagged> channel, Promise promise, int mostBytes)
    {
        ChaosApp? to = _app.Run.FindApp(_peer.Id);
        MessageStream stream = Ledger.Open($"{name} from {_app.Host.Name} to {_peer.DisplayName} since {_app.Run.Elapsed:mm\\:ss\\.ff}", promise);
        stream.Channel = number;
        stream.Connection = _connection;
        stream.ReceiverLives = false;
        to?.Expect(stream);
        _lanes.Add(new Lane(stream, channel, mostBytes));
    }

    /// <summary>A channel to the peer, and how large its messages are at most.</summary>
    private sealed record Lane(MessageStream Stream, IMessageChannel<Tagged> Channel, int MostBytes);
}
