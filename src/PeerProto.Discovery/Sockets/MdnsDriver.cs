using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Mdns;
using PeerProto.Networking;

namespace PeerProto.Discovery.Sockets;

/// <summary>
/// Drives one engine: a single loop takes in datagrams, calls, network changes and the timer one after another, sends what the engine wants sent,
/// and reports after each turn. All of it runs on one scheduler.
/// </summary>
internal sealed class MdnsDriver : IAsyncDisposable
{
    /// <summary>Datagrams and calls that may wait; further datagrams are dropped, further calls wait.</summary>
    public const int InputCapacity = 512;

    /// <summary>Inputs taken in before the engine's output is sent.</summary>
    private const int InputsPerTurn = 64;

    /// <summary>The pause before an interface that could not be joined is tried again; it doubles each time.</summary>
    private static readonly TimeSpan FirstRejoinPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest such pause.</summary>
    private static readonly TimeSpan LongestRejoinPause = TimeSpan.FromMinutes(1);

    private readonly Channel<Input> _inputs = Channel.CreateBounded<Input>(new BoundedChannelOptions(InputCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly MdnsEngine _engine;
    private readonly IDatagramEdge _edge;
    private readonly INetworkMonitor _network;
    private readonly Func<NetworkInterfaceSnapshot, bool>? _interfaceFilter;
    private readonly TimeProvider _timeProvider;
    private readonly Action<MdnsEngine> _afterTurn;
    private readonly Action<Exception> _failed;
    private readonly ILogger _logger;
    private readonly SleepWatch _sleep;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Task _loops;
    private ImmutableArray<NetworkInterfaceSnapshot> _interfaces = [];
    private TimeSpan _rejoinAt = TimeSpan.MaxValue;
    private TimeSpan _rejoinPause;
    private volatile Exception? _failure;
    private long _overruns;

    public MdnsDriver(
        MdnsEngine engine, IDatagramEdge edge, INetworkMonitor network, MdnsDiscoveryOptions options, ILogger logger,
        Action<MdnsEngine> afterTurn, Action<Exception> failed)
    {
        _engine = engine;
        _edge = edge;
        _network = network;
        _interfaceFilter = options.InterfaceFilter;
        _timeProvider = options.TimeProvider;
        _afterTurn = afterTurn;
        _failed = failed;
        _logger = logger;
        _start = _timeProvider.GetTimestamp();
        _sleep = new SleepWatch(_timeProvider);
        _timer = _timeProvider.CreateTimer(
            static state => ((MdnsDriver)state!)._inputs.Writer.TryWrite(default), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _loops = Task.WhenAll(
            Run(options.TaskScheduler, DriveAsync),
            Run(options.TaskScheduler, () => _edge.ReceiveAsync(Enqueue, _stop.Token)),
            Run(options.TaskScheduler, WatchNetworkAsync))
            .ContinueWith(_ => ReportFailure(), CancellationToken.None, TaskContinuationOptions.None, options.TaskScheduler);
    }

    /// <summary>The error that stopped the driver, or <see langword="null"/>.</summary>
    public Exception? Failure => _failure;

    /// <summary>Runs a call on the engine; completes when what it wanted sent is sent.</summary>
    /// <exception cref="ChannelClosedException">The driver has stopped.</exception>
    public async Task InvokeAsync(Action<MdnsEngine, TimeSpan> call)
    {
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inputs.Writer.WriteAsync(new Input(null, call, completion), CancellationToken.None);
        await completion.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        await _timer.DisposeAsync();
        _edge.Dispose();
        _stop.Dispose();
    }

    private TimeSpan Now => _timeProvider.GetElapsedTime(_start);

    /// <summary>Starts a loop on the scheduler; its awaits stay there. A loop ends when the driver stops.</summary>
    private Task Run(TaskScheduler scheduler, Func<Task> loop) => Task.Factory.StartNew(
        async () =>
        {
            try
            {
                await loop();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The driver is stopping.
            }
            catch (Exception exception)
            {
                DiscoveryLog.Stopped(_logger, exception);
                Fail(exception);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.DenyChildAttach,
        scheduler).Unwrap();

    private async Task DriveAsync()
    {
        var completions = new List<TaskCompletionSource>();
        ApplyNetwork(_network.Current, Now);
        try
        {
            do
            {
                if (_sleep.HasSlept())
                    BeginAnew(Now);
                for (int i = 0; i < InputsPerTurn && _inputs.Reader.TryRead(out Input input); i++)
                    Apply(input, completions);

                if (_rejoinAt <= Now)
                    Join(Now);
                _engine.HandleTimeout(Now);
                while (_engine.TryGetDatagram(out MdnsDatagram datagram))
                    await _edge.SendAsync(datagram, _stop.Token);
                _afterTurn(_engine);

                foreach (TaskCompletionSource completion in completions)
                    completion.TrySetResult();
                completions.Clear();
                SetTimer();
            }
            while (await _inputs.Reader.WaitToReadAsync(_stop.Token));
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            // Known before the calls that wait are ended, so that they tell it.
            Interlocked.CompareExchange(ref _failure, exception, null);
            throw;
        }
        finally
        {
            _inputs.Writer.TryComplete();
            while (_inputs.Reader.TryRead(out Input input))
            {
                if (input.Completion is not null)
                    completions.Add(input.Completion);
            }

            foreach (TaskCompletionSource completion in completions)
                completion.TrySetException(new ChannelClosedException());
        }
    }

    private async Task WatchNetworkAsync()
    {
        await foreach (NetworkSnapshot snapshot in _network.WatchAsync(_stop.Token))
            await _inputs.Writer.WriteAsync(new Input(null, (_, now) => ApplyNetwork(snapshot, now), null), _stop.Token);
    }

    private void Apply(Input input, List<TaskCompletionSource> completions)
    {
        if (input.Datagram is { } datagram)
        {
            MdnsVerdict verdict = _engine.HandleDatagram(datagram.Link, datagram.Bytes, datagram.Source, datagram.IsMulticast, Now);
            if (verdict != MdnsVerdict.Accepted)
                DiscoveryLog.DatagramDropped(_logger, datagram.Bytes.Length, datagram.Source, datagram.Link, verdict);
        }

        input.Call?.Invoke(_engine, Now);
        if (input.Completion is not null)
            completions.Add(input.Completion);
    }

    /// <summary>
    /// After sleep nothing is known of the network any more: what was heard is forgotten, groups are joined again, and every name is probed for and announced as at the start (RFC 6762 section 8).
    /// </summary>
    private void BeginAnew(TimeSpan now)
    {
        DiscoveryLog.Woke(_logger);
        _edge.SetInterfaces([]);
        _engine.SetLinks([], now);
        Join(now);
    }

    private void ApplyNetwork(NetworkSnapshot snapshot, TimeSpan now)
    {
        _interfaces = snapshot.SelectUsable(_interfaceFilter);
        _rejoinPause = FirstRejoinPause;
        if (Join(now) == 0)
            DiscoveryLog.NoUsableInterface(_logger);
    }

    /// <summary>Joins what is not joined yet, plans another try for what refuses, and returns the number of links in use.</summary>
    private int Join(TimeSpan now)
    {
        IReadOnlyList<MdnsLinkState> links = _edge.SetInterfaces(_interfaces);
        _rejoinAt = TimeSpan.MaxValue;
        if (_edge.IsIncomplete)
        {
            _rejoinAt = now + _rejoinPause;
            _rejoinPause = _rejoinPause * 2 < LongestRejoinPause ? _rejoinPause * 2 : LongestRejoinPause;
        }

        _engine.SetLinks(links, now);
        return links.Count;
    }

    private void Enqueue(ReceivedDatagram datagram)
    {
        if (!_inputs.Writer.TryWrite(new Input(datagram, null, null)) && !_stop.IsCancellationRequested)
            DiscoveryLog.Overrun(_logger, Interlocked.Increment(ref _overruns));
    }

    private void SetTimer()
    {
        TimeSpan now = Now;
        TimeSpan next = _engine.NextTimeout < _rejoinAt ? _engine.NextTimeout : _rejoinAt;
        next = next - now < SleepWatch.Interval ? next : now + SleepWatch.Interval;

        // Whole milliseconds upwards: a timer that fires early would find nothing due.
        double milliseconds = Math.Ceiling(Math.Max(0, (next - now).TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void Fail(Exception exception)
    {
        Interlocked.CompareExchange(ref _failure, exception, null);
        _stop.Cancel();
    }

    /// <summary>Runs when all loops have ended, so that no call can leave anything behind afterwards.</summary>
    private void ReportFailure()
    {
        if (_failure is { } failure)
            _failed(failure);
    }

    private readonly record struct Input(ReceivedDatagram? Datagram, Action<MdnsEngine, TimeSpan>? Call, TaskCompletionSource? Completion);
}
