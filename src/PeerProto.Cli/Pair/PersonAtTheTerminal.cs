namespace PeerProto.Cli.Pair;

/// <summary>Asks the person who started the tool.</summary>
internal sealed class PersonAtTheTerminal(TextReader answers, TextWriter questions)
{
    public async ValueTask<bool> AskAsync(PairingQuestion question, CancellationToken cancellationToken)
    {
        await questions.WriteAsync(question.Code is { } code
            ? $"Does the other device show {code}? [y/N] "
            : $"Trust the device {question.Key} at {question.RemoteEndpoint}? [y/N] ");
        await questions.FlushAsync(cancellationToken);
        string? answer = await Task.Run(answers.ReadLine, CancellationToken.None).WaitAsync(cancellationToken); // a console's reader cannot be stopped
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
