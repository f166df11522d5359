namespace PeerProto.Discovery;

/// <summary>
/// What several sources tell of peers, merged by identity: entries of one key are one peer, and so is an announced name that one of them has. Keeps what its reader was told last, and gives the
/// difference. It holds as much as the sources have told; each of them has a bound of its own.
/// </summary>
/// <param name="sources">How many sources there are. What the first says is put first.</param>
/// <param name="recognise">Tells whose an announced name is, where the app can tell; asked once for each entry that has no key.</param>
internal sealed class CandidateMerge(int sources, Func<string, PeerKey?>? recognise = null)
{
    private readonly Dictionary<string, PeerCandidate>[] _entries = [.. Enumerable.Range(0, sources).Select(static _ => new Dictionary<string, PeerCandidate>(StringComparer.Ordinal))];
    private readonly HashSet<string> _goneMeanwhile = new(StringComparer.Ordinal); // of those told, which may be back already
    private Dictionary<string, PeerCandidate> _told = new(StringComparer.Ordinal);

    /// <summary>Takes what a source tells.</summary>
    public void Take(int source, PeerCandidateChange change)
    {
        PeerCandidate candidate = change.Candidate;
        if (change.Kind == ServiceChangeKind.Removed)
        {
            if (_entries[source].Remove(candidate.Identity, out PeerCandidate? gone) && _told.ContainsKey(gone.Identity) && !Entries().Any(other => other.Identity == gone.Identity))
                _goneMeanwhile.Add(gone.Identity);
        }
        else
        {
            _entries[source][candidate.Identity] = Recognised(candidate);
        }
    }

    /// <summary>Takes all that a source knows, in the place of what it told before.</summary>
    public void Replace(int source, IEnumerable<PeerCandidate> candidates)
    {
        Forget(source);
        foreach (PeerCandidate candidate in candidates)
            _entries[source][candidate.Identity] = Recognised(candidate);
    }

    /// <summary>Forgets what a source has told.</summary>
    public void Forget(int source) => _entries[source].Clear();

    /// <summary>What has changed since the last call, those who went first.</summary>
    public List<PeerCandidateChange> TakeDifference()
    {
        Dictionary<string, PeerCandidate> merged = Merge();
        List<PeerCandidateChange> changes =
        [
            .. _told.Where(told => !merged.ContainsKey(told.Key) || _goneMeanwhile.Contains(told.Key)).Select(static told => new PeerCandidateChange(ServiceChangeKind.Removed, told.Value)),
        ];
        foreach ((string identity, PeerCandidate candidate) in merged)
        {
            if (!_told.TryGetValue(identity, out PeerCandidate? before) || _goneMeanwhile.Contains(identity))
                changes.Add(new PeerCandidateChange(ServiceChangeKind.Added, candidate));
            else if (!before.Equals(candidate))
                changes.Add(new PeerCandidateChange(ServiceChangeKind.Changed, candidate));
        }

        _goneMeanwhile.Clear();
        _told = merged;
        return changes;
    }

    private PeerCandidate Recognised(PeerCandidate candidate)
    {
        if (recognise is null || candidate.Key is not null)
            return candidate;
        PeerKey? key = candidate.InstanceNames.Select(recognise).FirstOrDefault(static known => known is not null);
        return key is null ? candidate : new PeerCandidate(candidate.Endpoints, key, candidate.InstanceNames, candidate.Txt);
    }

    private Dictionary<string, PeerCandidate> Merge()
    {
        Dictionary<string, string> keyOfName = new(StringComparer.Ordinal);
        foreach (PeerCandidate entry in Entries().Where(static entry => entry.Key is not null))
        {
            foreach (string name in entry.InstanceNames)
            {
                if (!keyOfName.TryGetValue(name, out string? other) || string.CompareOrdinal(entry.Identity, other) < 0)
                    keyOfName[name] = entry.Identity; // of two that claim it the smaller, whoever came first
            }
        }

        Dictionary<string, List<PeerCandidate>> peers = new(StringComparer.Ordinal);
        foreach (PeerCandidate entry in Entries())
        {
            string identity = entry.Key is null && entry.InstanceNames.Select(keyOfName.GetValueOrDefault).FirstOrDefault(static known => known is not null) is { } known ? known : entry.Identity;
            if (!peers.TryGetValue(identity, out List<PeerCandidate>? same))
                peers.Add(identity, same = []);
            same.Add(entry);
        }

        return peers.ToDictionary(static peer => peer.Key, static peer => One(peer.Value), StringComparer.Ordinal);
    }

    private IEnumerable<PeerCandidate> Entries() => _entries.SelectMany(static entries => entries.Values);

    private static PeerCandidate One(List<PeerCandidate> same) => same.Count == 1
        ? same[0]
        : new PeerCandidate(
            same.SelectMany(static entry => entry.Endpoints).Distinct(),
            same.Find(static entry => entry.Key is not null)?.Key,
            same.SelectMany(static entry => entry.InstanceNames).Distinct(StringComparer.Ordinal),
            same.Find(static entry => entry.Txt.Count > 0)?.Txt);
}
