namespace PeerProto.Diagnostics;

/// <summary>Counts what is missing from numbers that grow by one and start again at zero when their bits are used up.</summary>
/// <param name="bits">How many bits the numbers have.</param>
/// <param name="keepsPlaces">Whether to remember after which numbers others were left out, so that <see cref="FilledPlace"/> can tell it.</param>
internal sealed class SequenceTracker(int bits, bool keepsPlaces = false)
{
    /// <summary>No place.</summary>
    public const int None = -1;

    private const int Window = 4096;
    private const long LargestLoss = 1_000_000;

    private readonly bool[] _seen = new bool[Window];
    private readonly int[]? _places = keepsPlaces ? new int[Window] : null;
    private readonly ulong _mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
    private ulong _highest;
    private bool _hasStarted;
    private long _held;

    /// <summary>How many numbers never came.</summary>
    public long Lost { get; private set; }

    /// <summary>How many came after a higher one.</summary>
    public long Reordered { get; private set; }

    /// <summary>How many came twice.</summary>
    public long Duplicates { get; private set; }

    /// <summary>How many times the numbers began anew, as those of a sender that started again.</summary>
    public long Restarts { get; private set; }

    /// <summary>How many came right after the one before.</summary>
    public long Steps { get; private set; }

    /// <summary>The place that the last number was missing at until it came late after all; <see cref="None"/> where it was not missing, or places are not kept.</summary>
    public int FilledPlace { get; private set; } = None;

    /// <summary>Takes the next number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="place">Where it stands, for <see cref="FilledPlace"/>.</param>
    /// <returns>How many numbers were left out right before it.</returns>
    public long Add(ulong number, int place = None)
    {
        FilledPlace = None;
        number &= _mask;
        if (!_hasStarted)
        {
            Start(number);
            return 0;
        }

        ulong forward = (number - _highest) & _mask;
        ulong backward = (_highest - number) & _mask;
        if (forward == 0 || backward < forward)
            return AddLate(number, (long)Math.Min(backward, long.MaxValue));
        if (forward > LargestLoss)
        {
            Restarts++;
            Start(number);
            return 0;
        }

        for (ulong back = 1; back < Math.Min(forward, Window); back++)
        {
            ulong skipped = ((number - back) & _mask) % Window;
            _seen[skipped] = false;
            if (_places is not null)
                _places[skipped] = place;
        }

        long missing = (long)forward - 1;
        if (missing == 0)
            Steps++;
        Lost += missing;
        _highest = number;
        _seen[number % Window] = true;
        _held = Math.Min(_held + (long)forward, Window);
        return missing;
    }

    private long AddLate(ulong number, long age)
    {
        if (age >= Window)
        {
            Restarts++;
            Start(number);
        }
        else if (age >= _held)
        {
            Reordered++; // from before the first one that was seen
        }
        else if (_seen[number % Window])
        {
            Duplicates++;
        }
        else
        {
            _seen[number % Window] = true;
            FilledPlace = _places?[number % Window] ?? None;
            Reordered++;
            Lost--;
        }

        return 0;
    }

    private void Start(ulong number)
    {
        Array.Clear(_seen);
        _hasStarted = true;
        _highest = number;
        _seen[number % Window] = true;
        _held = 1;
    }
}
