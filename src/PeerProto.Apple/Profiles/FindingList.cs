namespace PeerProto.Apple;

/// <summary>Findings up to a limit. Past it a graver one takes the place of the last of the least grave, and the number of those that are left out is told.</summary>
/// <param name="severityOf">How grave one is.</param>
/// <param name="more">Says how many are left out.</param>
internal sealed class FindingList<T>(Func<T, ProfileFindingSeverity> severityOf, Func<int, T> more)
{
    public const int Maximum = 256;

    private readonly List<T> _findings = [];
    private int _left;
    private int _belowError;

    public IReadOnlyList<T> All => _left == 0 ? _findings : [.. _findings, more(_left)];

    public void Add(T finding)
    {
        ProfileFindingSeverity severity = severityOf(finding);
        if (_findings.Count == Maximum)
        {
            _left++;
            if (_belowError == 0)
                return;
            ProfileFindingSeverity least = _findings.Min(severityOf);
            if (least >= severity)
                return;
            _findings.RemoveAt(_findings.FindLastIndex(known => severityOf(known) == least));
            _belowError--;
        }

        _findings.Add(finding);
        if (severity < ProfileFindingSeverity.Error)
            _belowError++;
    }
}
