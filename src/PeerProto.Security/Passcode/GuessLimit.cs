namespace PeerProto.Security.Passcode;

/// <summary>
/// Holds back those who guess passcodes, by address and in total. Whoever has once proved the passcode is never held back: it knows it, and those who do not cannot keep it out. All it keeps is
/// bounded.
/// </summary>
/// <remarks>
/// From one address 5 guesses come without delay, then one after 1 s, 2 s, 4 s and so on up to one an hour; from all addresses together 100, and then up to one in 5 minutes. So a guess every
/// millisecond, for a day, comes to 39 from one address and to 395 from any number of them.
/// </remarks>
internal sealed class GuessLimit(TimeProvider timeProvider)
{
    /// <summary>How many guesses of one address come without delay.</summary>
    public const int FreePerAddress = 5;

    /// <summary>How many guesses of all addresses come without delay.</summary>
    public const int FreeInTotal = 100;

    /// <summary>How many addresses are told apart. Where more guess, the one that has been quiet for longest is forgotten; the total still holds.</summary>
    public const int MaximumAddresses = 1024;

    /// <summary>How many keys are remembered that have proved the passcode.</summary>
    public const int MaximumProvedKeys = 1024;

    /// <summary>The longest delay for one address.</summary>
    public static readonly TimeSpan LongestDelayPerAddress = TimeSpan.FromHours(1);

    /// <summary>The longest delay for all.</summary>
    public static readonly TimeSpan LongestDelayInTotal = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly long _origin = timeProvider.GetTimestamp();
    private readonly Dictionary<string, GuessBucket> _addresses = [];
    private readonly GuessBucket _total = new(FreeInTotal, LongestDelayInTotal);
    private readonly HashSet<PeerKey> _proved = [];
    private readonly Queue<PeerKey> _provedInOrder = new();
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TimeSpan Now => timeProvider.GetElapsedTime(_origin);

    /// <summary>Asks for a guess. Where others are under way whose end decides, waits for that.</summary>
    /// <param name="address">Where it comes from.</param>
    /// <param name="key">The key that the other side proved to hold.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it may be made: then <see cref="End"/> has to be called. Otherwise how long to wait.</returns>
    public async ValueTask<(bool IsTaken, TimeSpan Wait)> BeginAsync(string address, PeerKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task ended;
            lock (_gate)
            {
                GuessBucket here = BucketOf(address);
                TimeSpan now = Now;
                bool isKnown = _proved.Contains(key);
                TimeSpan? wait = isKnown ? TimeSpan.Zero : Longer(here.WaitAt(now), _total.WaitAt(now));
                if (wait == TimeSpan.Zero)
                {
                    here.Running++;
                    _total.Running++;
                    return (true, TimeSpan.Zero);
                }

                if (wait is { } known)
                    return (false, known);
                ended = _ended.Task;
            }

            await ended.WaitAsync(cancellationToken);
        }
    }

    /// <summary>How long a guess would have to wait if it were asked for now; zero also where others are under way whose end decides.</summary>
    public TimeSpan WaitFor(string address, PeerKey key)
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            TimeSpan? here = _addresses.TryGetValue(address, out GuessBucket? bucket) ? bucket.WaitAt(now) : TimeSpan.Zero;
            return _proved.Contains(key) ? TimeSpan.Zero : Longer(here, _total.WaitAt(now)) ?? TimeSpan.Zero;
        }
    }

    /// <summary>A guess has ended.</summary>
    public void End(string address, PeerKey key, bool isRight)
    {
        TaskCompletionSource ended;
        lock (_gate)
        {
            GuessBucket here = BucketOf(address);
            here.Running--;
            _total.Running--;
            if (isRight)
            {
                Remember(key);
            }
            else if (!_proved.Contains(key))
            {
                here.Count(Now);
                _total.Count(Now);
            }

            if (here.IsEmpty)
                _addresses.Remove(address);
            ended = _ended;
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        ended.SetResult();
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) =>
        one > TimeSpan.Zero || other > TimeSpan.Zero ? (one ?? TimeSpan.Zero) > (other ?? TimeSpan.Zero) ? one : other
        : one is null || other is null ? null
        : TimeSpan.Zero;

    private GuessBucket BucketOf(string address)
    {
        if (_addresses.TryGetValue(address, out GuessBucket? bucket))
            return bucket;
        if (_addresses.Count >= MaximumAddresses && _addresses.Where(static entry => entry.Value.Running == 0).MinBy(static entry => entry.Value.LastWrong) is { Key: { } quietest })
            _addresses.Remove(quietest);
        return _addresses[address] = new GuessBucket(FreePerAddress, LongestDelayPerAddress);
    }

    private void Remember(PeerKey key)
    {
        if (!_proved.Add(key))
            return;
        _provedInOrder.Enqueue(key);
        if (_provedInOrder.Count > MaximumProvedKeys)
            _proved.Remove(_provedInOrder.Dequeue());
    }
}
