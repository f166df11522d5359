namespace Chat;

/// <summary>The last lines, others' and our own.</summary>
internal sealed class History
{
    /// <summary>How much of a line is shown and remembered, in characters.</summary>
    public const int LongestLine = 4_096;

    private const int Lines = 1_000;

    private readonly Queue<RememberedLine> _lines = new();

    public void Add(RememberedLine line)
    {
        lock (_lines)
        {
            if (_lines.Count == Lines)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public RememberedLine[] Snapshot()
    {
        lock (_lines)
            return [.. _lines];
    }
}
