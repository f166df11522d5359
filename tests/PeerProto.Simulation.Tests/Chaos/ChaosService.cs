using System.IO.Pipelines;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What a peer of the chaos answers with. Its handlers take their time now and then, so that messages pile up.</summary>
internal sealed class ChaosService(ChaosLedger ledger, ChaosFault fault, Random random, TimeProvider timeProvider) : ChaosBase
{
    private const int SlowHandlers = 20;

    private readonly Dictionary<(Peer From, int Stream), int> _shouts = [];
    private readonly FaultyDelivery _delivery = new(ledger, fault, random, timeProvider);
    private readonly Pouring _pouring = new(ledger, random, timeProvider);

    /// <summary>How many methods are under way.</summary>
    public int RunningMethods { get; private set; }

    public override async ValueTask<byte[]> EchoAsync(PeerContext caller, byte[] bytes, int delayMilliseconds, CancellationToken cancellationToken)
    {
        using Running running = new(this);
        await PauseAsync(delayMilliseconds, cancellationToken);
        return bytes;
    }

    public override async IAsyncEnumerable<byte[]> CountAsync(
        PeerContext caller, int count, int size, int delayMilliseconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Running running = new(this);
        for (int i = 0; i < count; i++)
        {
            await PauseAsync(delayMilliseconds, cancellationToken);
            yield return Tagged.Fill(i, size);
        }
    }

    public override async ValueTask<long> SumAsync(PeerContext caller, IAsyncEnumerable<byte[]> numbers, CancellationToken cancellationToken)
    {
        using Running running = new(this);
        long sum = 0;
        await foreach (byte[] number in numbers.WithCancellation(cancellationToken))
        {
            sum += number.Length;
            await PauseAsync(random.Next(SlowHandlers) == 0 ? 50 : 0, cancellationToken);
        }

        return sum;
    }

    public override async IAsyncEnumerable<byte[]> TalkAsync(
        PeerContext caller, IAsyncEnumerable<byte[]> numbers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Running running = new(this);
        await foreach (byte[] number in numbers.WithCancellation(cancellationToken))
            yield return number;
    }

    public override async ValueTask<int> HurryAsync(PeerContext caller, int delayMilliseconds, CancellationToken cancellationToken)
    {
        using Running running = new(this);
        await PauseAsync(delayMilliseconds, cancellationToken);
        return delayMilliseconds;
    }

    /// <summary>Writes and reads at once. It ends when both ways have, or with the call.</summary>
    public override async ValueTask<long> PourAsync(PeerContext caller, Pour there, Pour back, IDuplexPipe bytes, CancellationToken cancellationToken)
    {
        using Running running = new(this);
        Task writing = _pouring.WriteAsync(bytes.Output, back);
        Task<long> reading = _pouring.ReadAsync(bytes.Input, there);
        try
        {
            await Task.WhenAll(writing, reading);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            ledger.Fail($"{there} there and {back} back failed in the method, and the call goes on: {failure}");
        }

        return reading.IsCompletedSuccessfully ? await reading : -1;
    }

    protected override ValueTask OnOrdered(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnUnordered(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnBulk(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnOrders(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnLatest(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnSamples(Peer from, Tagged message) => ReceiveAsync(message);

    protected override ValueTask OnSteps(Peer from, Tagged message) => ReceiveAsync(message);

    /// <summary>A shout goes to several peers, so its place is looked at here: from the first that a connection brings there is none missing.</summary>
    protected override ValueTask OnShouts(Peer from, Tagged message)
    {
        if (!message.IsWhole())
            ledger.Fail($"shout {message.Number} of {from.DisplayName} came changed");
        if (_shouts.TryGetValue((from, message.Stream), out int last) && message.Number != last + 1)
            ledger.Fail($"shout {message.Number} of {from.DisplayName} came behind {last}");
        _shouts[(from, message.Stream)] = message.Number;
        return default;
    }

    private ValueTask ReceiveAsync(Tagged message)
    {
        _delivery.Receive(message);
        return random.Next(SlowHandlers) == 0 ? PauseAsync(random.Next(100), CancellationToken.None) : default;
    }

    private async ValueTask PauseAsync(int milliseconds, CancellationToken cancellationToken)
    {
        if (milliseconds > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), timeProvider, cancellationToken);
    }

    /// <summary>Counts a method as long as it is under way.</summary>
    private readonly struct Running : IDisposable
    {
        private readonly ChaosService _service;

        public Running(ChaosService service)
        {
            _service = service;
            service.RunningMethods++;
        }

        public void Dispose() => _service.RunningMethods--;
    }
}
