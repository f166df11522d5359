using System.Runtime.CompilerServices;

namespace PeerProto.Testing;

/// <summary>
/// One output of a program, line by line. Lines are kept, so a reader that comes late sees those from before; any number of readers
/// may read at once. What is kept is bounded: past <see cref="MaximumKeptCharacters"/> the oldest lines go.
/// </summary>
public sealed class LabOutput
{
    /// <summary>A longer line is cut into lines of this many characters.</summary>
    public const int MaximumLineLength = 16_384;

    /// <summary>How much is kept, in characters, counting a few for each line's own cost.</summary>
    public const int MaximumKeptCharacters = 4 * 1024 * 1024;

    private const int CharactersPerLine = 32;
    private const int LinesInErrors = 10;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly string _description;
    private long _droppedLines;
    private int _keptCharacters;
    private bool _ended;
    private TaskCompletionSource _changed = NewSignal();

    internal LabOutput(string description) => _description = description;

    /// <summary>How many of the oldest lines are no longer kept.</summary>
    public long DroppedLines
    {
        get
        {
            lock (_gate)
            {
                return _droppedLines;
            }
        }
    }

    /// <summary>Everything that is kept so far, lines ended by a line feed.</summary>
    public string Text
    {
        get
        {
            lock (_gate)
            {
                return string.Concat(_lines.Select(line => line + "\n"));
            }
        }
    }

    /// <summary>The lines from the oldest kept one on, then each new one, until the program closes this output.</summary>
    /// <param name="cancellationToken">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long next = 0;
        while (true)
        {
            (string? line, Task? more) = Take(ref next);
            if (line is not null)
            {
                yield return line;
            }
            else if (more is not null)
            {
                await more.WaitAsync(cancellationToken);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Waits for the first line that fits, among those already there or those to come.</summary>
    /// <param name="predicate">Says whether a line fits.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    /// <returns>The line that fits.</returns>
    /// <exception cref="NetworkLabException">The program closed this output before such a line came.</exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await foreach (string line in ReadLinesAsync(cancellationToken))
        {
            if (predicate(line))
            {
                return line;
            }
        }

        throw new NetworkLabException(
            $"waiting for a line of {_description}",
            $"it ended without one that fits. Its last lines: {LastLines()}",
            "See whether the program ended early, and with what error.");
    }

    internal async Task PumpAsync(StreamReader reader)
    {
        char[] buffer = new char[MaximumLineLength];
        int filled = 0;
        try
        {
            while (await reader.ReadAsync(buffer.AsMemory(filled)) is > 0 and int read)
            {
                filled = AppendWholeLines(buffer, filled + read);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe broke with the program: what came before it still counts.
        }

        if (filled > 0)
        {
            Append(new string(buffer, 0, filled));
        }

        End();
    }

    private int AppendWholeLines(char[] buffer, int filled)
    {
        int start = 0;
        while (Array.IndexOf(buffer, '\n', start, filled - start) is >= 0 and int end)
        {
            Append(new string(buffer, start, end - start).TrimEnd('\r'));
            start = end + 1;
        }

        if (start == 0 && filled == buffer.Length)
        {
            Append(new string(buffer));
            return 0;
        }

        Array.Copy(buffer, start, buffer, 0, filled - start);
        return filled - start;
    }

    private void Append(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            _keptCharacters += line.Length + CharactersPerLine;
            if (_keptCharacters > MaximumKeptCharacters)
            {
                DropOldestHalf();
            }

            Signal();
        }
    }

    /// <summary>Dropping half at a time keeps the cost of moving the rest constant for each line.</summary>
    private void DropOldestHalf()
    {
        int dropped = 0;
        while (_keptCharacters > MaximumKeptCharacters / 2)
        {
            _keptCharacters -= _lines[dropped++].Length + CharactersPerLine;
        }

        _lines.RemoveRange(0, dropped);
        _droppedLines += dropped;
    }

    private void End()
    {
        lock (_gate)
        {
            _ended = true;
            Signal();
        }
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private (string? Line, Task? More) Take(ref long next)
    {
        lock (_gate)
        {
            next = Math.Max(next, _droppedLines);
            int index = (int)(next - _droppedLines);
            if (index < _lines.Count)
            {
                next++;
                return (_lines[index], null);
            }

            return (null, _ended ? null : _changed.Task);
        }
    }

    private string LastLines()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? "(none)" : string.Join(" | ", _lines.TakeLast(LinesInErrors));
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
