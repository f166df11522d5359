using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using PeerProto.Connections;

namespace PeerProto.Discovery;

/// <summary>Several sources as one: peers are told once, whoever told of them. A source that fails leaves the others at work.</summary>
/// <param name="sources">The sources, the most trusted first.</param>
/// <param name="logger">Where the failure of one of several is told.</param>
/// <param name="recognise">Tells whose an announced name is, where the app can tell.</param>
internal sealed class MergedPeerSource(IReadOnlyList<IPeerSource> sources, ILogger logger, Func<string, PeerKey?>? recognise = null) : IPeerSource
{
    /// <summary>The trouble of the first that has one; ready where any is.</summary>
    public DiscoveryState State
    {
        get
        {
            DiscoveryState[] states = [.. sources.Select(static source => source.State)];
            foreach (DiscoveryState state in states)
            {
                if (state.Diagnosis is not null)
                    return state;
            }

            foreach (DiscoveryStateKind kind in (ReadOnlySpan<DiscoveryStateKind>)[DiscoveryStateKind.Ready, DiscoveryStateKind.Setup])
            {
                if (Array.Exists(states, state => state.Kind == kind))
                    return states.First(state => state.Kind == kind);
            }

            return DiscoveryState.Cancelled;
        }
    }

    public async IAsyncEnumerable<DiscoveryState> StatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DiscoveryState? told = null;
        await using Pumps<DiscoveryState> pumps = new([.. sources.Select(static source => (Func<CancellationToken, IAsyncEnumerable<DiscoveryState>>)source.StatesAsync)], static (_, _) => { }, cancellationToken);
        while (true)
        {
            bool isOver = pumps.Running == 0; // looked at before the state, which the last of them has changed by then
            DiscoveryState now = State;
            if (now != told)
            {
                told = now;
                yield return now;
            }
            else if (isOver)
            {
                yield break;
            }
            else
            {
                await pumps.Changed.WaitAsync();
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async IAsyncEnumerable<PeerCandidateChange> FindAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        CandidateMerge merge = new(sources.Count, recognise);
        Lock gate = new();
        await using Pumps<PeerCandidateChange> pumps = new(
            [.. sources.Select(source => (Func<CancellationToken, IAsyncEnumerable<PeerCandidateChange>>)(ending => source.FindAsync(type, ending)))],
            (source, change) =>
            {
                lock (gate)
                    merge.Take(source, change);
            },
            cancellationToken,
            (source, failure) =>
            {
                lock (gate)
                    merge.Forget(source);
                if (failure is not null && sources.Count > 1)
                    PeerDiscoveryLog.SourceFailed(logger, sources[source].GetType().Name, failure.Message, failure);
            });
        while (true)
        {
            bool isOver = pumps.Running == 0;
            List<PeerCandidateChange> changes;
            lock (gate)
                changes = merge.TakeDifference();
            foreach (PeerCandidateChange change in changes)
                yield return change;
            cancellationToken.ThrowIfCancellationRequested();
            if (changes.Count > 0)
                continue;
            if (isOver && pumps.Failures.Count == sources.Count)
                ExceptionDispatchInfo.Throw(pumps.Failures[0]);
            if (isOver)
                yield break;
            await pumps.Changed.WaitAsync();
        }
    }

    public async ValueTask ReconfirmAsync(PeerCandidate candidate, CancellationToken cancellationToken = default)
    {
        List<Exception> failures = [];
        foreach (IPeerSource source in sources)
        {
            try
            {
                await source.ReconfirmAsync(candidate, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
            ExceptionDispatchInfo.Throw(failures[0]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IPeerSource source in sources)
            await source.DisposeAsync();
    }

    /// <summary>Reads several sequences at once, on the scheduler of the one who made it.</summary>
    private sealed class Pumps<T> : IAsyncDisposable
    {
        private readonly CancellationTokenSource _ending;
        private readonly CancellationTokenRegistration _wake;
        private readonly Action<int, T> _take;
        private readonly Action<int, Exception?>? _ended;
        private readonly List<Exception> _failures = [];
        private readonly Lock _gate = new();
        private readonly Task[] _loops;
        private int _running;

        public Pumps(
            Func<CancellationToken, IAsyncEnumerable<T>>[] sequences, Action<int, T> take, CancellationToken cancellationToken, Action<int, Exception?>? ended = null)
        {
            _take = take;
            _ended = ended;
            _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _wake = cancellationToken.UnsafeRegister(static signal => ((AsyncSignal)signal!).Set(), Changed);
            _running = sequences.Length;
            _loops = [.. sequences.Select((sequence, place) => RunAsync(place, sequence))];
        }

        /// <summary>Something came, or one of them has ended.</summary>
        public AsyncSignal Changed { get; } = new();

        public int Running => Volatile.Read(ref _running);

        /// <summary>What those ended with that failed.</summary>
        public IReadOnlyList<Exception> Failures
        {
            get
            {
                lock (_gate)
                    return [.. _failures];
            }
        }

        public async ValueTask DisposeAsync()
        {
            _wake.Dispose();
            await _ending.CancelHereAsync();
            foreach (Task loop in _loops)
                await loop;
            _ending.Dispose();
        }

        private async Task RunAsync(int place, Func<CancellationToken, IAsyncEnumerable<T>> sequence)
        {
            Exception? failed = null;
            try
            {
                await foreach (T item in sequence(_ending.Token))
                {
                    _take(place, item);
                    Changed.Set();
                }
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                // nobody reads any more
            }
            catch (Exception failure)
            {
                failed = failure;
                lock (_gate)
                    _failures.Add(failure);
            }

            if (!_ending.IsCancellationRequested)
                _ended?.Invoke(place, failed);
            Interlocked.Decrement(ref _running);
            Changed.Set();
        }
    }
}
