namespace PeerProto.Apple;

/// <summary>
/// Groups crash reports by signature and counts where they happen. Keeps counts and the names of some examples, never the reports. Safe for
/// several threads at once.
/// </summary>
public sealed class CrashGrouping
{
    /// <summary>How many groups are kept apart; reports of further ones are only counted.</summary>
    public const int MaximumGroups = 10_000;

    /// <summary>How many names of reports a group keeps.</summary>
    public const int MaximumExamples = 5;

    /// <summary>How many files that could not be read are named; further ones are only counted.</summary>
    public const int MaximumUnread = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counters> _groups = new(StringComparer.Ordinal);
    private readonly List<CrashUnread> _unread = [];
    private readonly int _frames;
    private int _count;
    private int _unreadCount;
    private int _ungroupedCount;

    /// <summary>Makes an empty grouping.</summary>
    /// <param name="signatureFrames">How many frames make a signature: more of them make finer groups. 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="signatureFrames"/> is out of its range.</exception>
    public CrashGrouping(int signatureFrames = CrashReport.DefaultSignatureFrames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(signatureFrames, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signatureFrames, 100);
        _frames = signatureFrames;
    }

    /// <summary>How many reports were added.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>How many files were no crash reports.</summary>
    public int UnreadCount => Volatile.Read(ref _unreadCount);

    /// <summary>How many reports came after <see cref="MaximumGroups"/> groups and fit none of them.</summary>
    public int UngroupedCount => Volatile.Read(ref _ungroupedCount);

    /// <summary>Files that were no crash reports, by name; at most <see cref="MaximumUnread"/>.</summary>
    public IReadOnlyList<CrashUnread> Unread
    {
        get
        {
            lock (_lock)
                return [.. _unread.OrderBy(static file => file.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The groups so far, the largest first.</summary>
    /// <returns>A copy that stays as it is.</returns>
    public IReadOnlyList<CrashGroup> GetGroups()
    {
        lock (_lock)
            return [.. _groups.Values.Select(static counters => counters.ToGroup()).OrderByDescending(static group => group.Count).ThenBy(static group => group.Signature.Text, StringComparer.Ordinal)];
    }

    /// <summary>Adds a report.</summary>
    /// <param name="name">What to call it, such as its file name.</param>
    /// <param name="report">The report.</param>
    public void Add(string name, CrashReport report)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(report);
        CrashSignature signature = report.SignatureOf(_frames);
        lock (_lock)
        {
            _count++;
            if (!_groups.TryGetValue(signature.Text, out Counters? counters))
            {
                if (_groups.Count == MaximumGroups)
                {
                    _ungroupedCount++;
                    return;
                }

                _groups.Add(signature.Text, counters = new Counters(signature));
            }

            counters.Add(name, report);
        }
    }

    /// <summary>Reads a text and adds it, or remembers why it is no crash report.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="text">The text.</param>
    public void AddText(string name, string text)
    {
        if (CrashReport.TryParse(text, out CrashReport? report, out CrashReportException? failure))
            Add(name, report);
        else
            AddUnread(name, failure.Cause);
    }

    /// <summary>Reads files and adds them, several at a time. A file that cannot be read is remembered with its reason.</summary>
    /// <param name="paths">The files, of a folder for example <see cref="CrashReportFiles.In"/>.</param>
    /// <param name="cancellationToken">Ends it early, with what was added until then.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public void AddFiles(IEnumerable<string> paths, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Parallel.ForEach(paths, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, path =>
        {
            if (CrashReportFiles.TryRead(path, out string? text, out string? refusal))
                AddText(path, text);
            else
                AddUnread(path ?? "", refusal);
        });
    }

    private void AddUnread(string name, string cause)
    {
        lock (_lock)
        {
            _unreadCount++;
            if (_unread.Count < MaximumUnread)
                _unread.Add(new CrashUnread(name, cause));
        }
    }

    private sealed class Counters(CrashSignature signature)
    {
        private readonly FacetCounter _systems = new();
        private readonly FacetCounter _apps = new();
        private readonly FacetCounter _models = new();
        private readonly FacetCounter _processors = new();
        private readonly FacetCounter _queues = new();
        private readonly SortedSet<string> _examples = new(StringComparer.Ordinal);
        private IReadOnlyList<CrashWarning> _warnings = [];
        private IReadOnlyList<CrashHint> _hints = [];
        private int _count;

        public void Add(string name, CrashReport report)
        {
            _count++;
            if (_examples.Count == 0 || string.CompareOrdinal(name, _examples.Min) < 0) // whichever thread came first
                (_warnings, _hints) = (report.Warnings, report.Hints);
            _systems.Add(WithBuild(report.System, report.SystemBuild));
            _apps.Add(WithBuild(report.AppVersion, report.AppBuild));
            _models.Add(report.Model);
            _processors.Add(report.CpuType is { } processor && report.IsTranslated == true ? $"{processor} translated" : report.CpuType);
            _queues.Add(report.FaultingThread?.Queue);
            _examples.Add(name);
            if (_examples.Count > MaximumExamples)
                _examples.Remove(_examples.Max!);
        }

        public CrashGroup ToGroup() => new(
            signature, _count, _systems.ToFacets(), _apps.ToFacets(), _models.ToFacets(), _processors.ToFacets(), _queues.ToFacets(), _warnings, _hints, [.. _examples]);

        private static string? WithBuild(string? version, string? build) => (version, build) switch
        {
            (null, null) => null,
            (null, _) => build,
            (_, null) => version,
            _ => $"{version} ({build})",
        };
    }
}
