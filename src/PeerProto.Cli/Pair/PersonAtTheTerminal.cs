namespace PeerProto.Cli.Pair;

/// <summary>
/// Asks the person who started the tool. A console cannot be stopped from waiting for a line, so one loop reads all: a line answers the question that is open when it comes, and one that comes while
/// none is open answers nothing, least of all the next.
/// </summary>
internal sealed class PersonAtTheTerminal(TextReader answers, TextWriter questions)
{
    private readonly System.Threading.Lock _gate = new();
    private TaskCompletionSource<string?>? _open;
    private bool _isReading;
    private bool _hasGone;

    public async ValueTask<bool> AskAsync(PairingQuestion question, CancellationToken cancellationToken)
    {
        await questions.WriteAsync(question.Code is { } code
            ? $"Does the other device show {code}? [y/N] "
            : $"Trust the device {question.Key} at {question.RemoteEndpoint}? [y/N] ");
        await questions.FlushAsync(cancellationToken);
        TaskCompletionSource<string?> answer = Open();
        try
        {
            return (await answer.Task.WaitAsync(cancellationToken))?.Trim() is "y" or "Y" or "yes";
        }
        catch (OperationCanceledException)
        {
            await questions.WriteLineAsync("- the other device has gone, and needs no answer.");
            throw;
        }
        finally
        {
            Close(answer, null);
        }
    }

    private TaskCompletionSource<string?> Open()
    {
        TaskCompletionSource<string?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<string?>? other;
        lock (_gate)
        {
            other = _open;
            _open = _hasGone ? null : answer;
            if (!_isReading)
                _ = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _isReading = true;
            if (_hasGone)
                answer.SetResult(null);
        }

        other?.TrySetResult(null); // there is one place for an answer on a terminal
        return answer;
    }

    private void Close(TaskCompletionSource<string?> answered, string? line)
    {
        lock (_gate)
        {
            if (_open == answered)
                _open = null;
        }

        answered.TrySetResult(line);
    }

    private void Read()
    {
        while (answers.ReadLine() is { } line)
        {
            if (Volatile.Read(ref _open) is { } open)
                Close(open, line);
        }

        lock (_gate)
            _hasGone = true;
        if (Volatile.Read(ref _open) is { } last)
            Close(last, null);
    }
}
