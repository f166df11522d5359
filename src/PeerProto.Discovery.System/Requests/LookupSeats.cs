using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// Which lookups of a browse ask at the same time. Each request costs the service a connection, and some services have few, so there are
/// seats: what was never answered comes first, what was answered gives way to it, and where all were, they take turns.
/// </summary>
internal sealed class LookupSeats : IDisposable
{
    /// <summary>How many lookups ask at the same time. With three requests each they stay below the 256 connections that D-Bus grants a user.</summary>
    public const int Capacity = 48;

    /// <summary>How long a lookup may keep its seat while others wait.</summary>
    public static readonly TimeSpan TurnTime = TimeSpan.FromSeconds(5);

    private readonly LinkedList<ServiceLookup> _seated = new();
    private readonly LinkedList<ServiceLookup> _unanswered = new();
    private readonly LinkedList<ServiceLookup> _parked = new();
    private readonly HashSet<ServiceLookup> _seatedBeforeTurn = [];
    private readonly Action<DnsSdError> _refused;
    private readonly ITimer _timer;
    private bool _isTicking;
    private bool _isDisposed;

    /// <summary>Makes the seats.</summary>
    /// <param name="context">What requests share.</param>
    /// <param name="refused">Called when the service does not take a lookup.</param>
    public LookupSeats(RequestContext context, Action<DnsSdError> refused)
    {
        _refused = refused;
        _timer = context.TimeProvider.CreateTimer(
            state => context.Loop.TryPost(() => ((LookupSeats)state!).Turn()), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a lookup in; it is opened as soon as there is a seat.</summary>
    public void Add(ServiceLookup lookup)
    {
        _unanswered.AddLast(lookup);
        Fill();
    }

    /// <summary>Lets a lookup go; it is closed.</summary>
    public void Remove(ServiceLookup lookup)
    {
        lookup.Close();
        _seatedBeforeTurn.Remove(lookup);
        if (!_unanswered.Remove(lookup) && !_parked.Remove(lookup) && _seated.Remove(lookup))
            Fill();
    }

    /// <summary>A lookup was answered: if others wait for their first answer, it gives way.</summary>
    public void NoteAnswer(ServiceLookup lookup)
    {
        if (_unanswered.Count > 0 && lookup.IsOpen)
            Park(lookup);
    }

    /// <summary>A lookup was ended by the service: it tries again when its turn comes.</summary>
    public void NoteBroken(ServiceLookup lookup)
    {
        if (_seated.Remove(lookup))
        {
            _seatedBeforeTurn.Remove(lookup);
            _parked.AddLast(lookup);
        }

        Tick();
    }

    /// <summary>Forgets all lookups; whoever has them closes them.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
        _seated.Clear();
        _unanswered.Clear();
        _parked.Clear();
    }

    private void Park(ServiceLookup lookup)
    {
        lookup.Close();
        _seated.Remove(lookup);
        _seatedBeforeTurn.Remove(lookup);
        _parked.AddLast(lookup);
        Fill();
    }

    private void Fill()
    {
        while (_seated.Count < Capacity && _unanswered.First is { } next)
        {
            _unanswered.RemoveFirst();
            Seat(next.Value);
        }

        Tick();
    }

    private void Seat(ServiceLookup lookup)
    {
        _seated.AddLast(lookup);
        DnsSdError error = lookup.Open();
        if (error == DnsSdError.NoError || _isDisposed)
            return;
        _seated.Remove(lookup);
        _parked.AddLast(lookup);
        _refused(error);
    }

    /// <summary>Those who had their seat for a whole turn give it to as many that wait.</summary>
    private void Turn()
    {
        if (_isDisposed)
            return;
        _isTicking = false;
        int waiting = _unanswered.Count + _parked.Count;
        foreach (ServiceLookup lookup in _seated.Where(_seatedBeforeTurn.Contains).Take(Math.Max(0, waiting - (Capacity - _seated.Count))).ToArray())
        {
            lookup.Close();
            _seated.Remove(lookup);
            _parked.AddLast(lookup);
        }

        // What the service refuses goes to the end of its line, so each is tried once at most.
        for (; waiting > 0 && _seated.Count < Capacity && (_unanswered.First ?? _parked.First) is { } next; waiting--)
        {
            next.List!.RemoveFirst();
            Seat(next.Value);
        }

        _seatedBeforeTurn.Clear();
        _seatedBeforeTurn.UnionWith(_seated);
        Tick();
    }

    /// <summary>Turns are needed only while somebody waits.</summary>
    private void Tick()
    {
        if (_isTicking || _isDisposed || _unanswered.Count + _parked.Count == 0)
            return;
        _isTicking = true;
        _timer.Change(TurnTime, Timeout.InfiniteTimeSpan);
    }
}
