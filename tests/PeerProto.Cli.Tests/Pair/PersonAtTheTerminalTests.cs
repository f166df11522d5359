using System.Collections.Concurrent;
using PeerProto.Cli.Pair;

namespace PeerProto.Cli.Tests.Pair;

public sealed class PersonAtTheTerminalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PairingQuestion Question = new(PairingWay.Compare, PeerKey.FromBytes(new byte[PeerKey.Length]), "123456", PeerEndpoint.Parse("tcp://192.0.2.7:4711"));

    private readonly Terminal _terminal = new();
    private readonly PersonAtTheTerminal _person;

    public PersonAtTheTerminalTests() => _person = new PersonAtTheTerminal(_terminal, TextWriter.Null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _terminal.Leave();

    [Fact]
    public async Task QuestionIsNoLongerOpen_TheAnswerGoesToTheNextOne()
    {
        for (int i = 0; i < 3; i++)
            await AskAndWithdrawAsync();

        Task<bool> asking = _person.AskAsync(Question, Token).AsTask();
        await _terminal.WaitsAsync();
        _terminal.Type("y");

        Assert.True(await asking.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task LineThatComesBetweenTwoQuestions_AnswersNeither()
    {
        await AskAndWithdrawAsync();
        await _terminal.WaitsAsync();
        _terminal.Type("y"); // meant for the one that has gone
        await _terminal.WaitsAsync();

        Task<bool> asking = _person.AskAsync(Question, Token).AsTask();
        _terminal.Type("n");

        Assert.False(await asking.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task PersonHasGone_EveryAnswerIsNo()
    {
        Task<bool> asking = _person.AskAsync(Question, Token).AsTask();
        await _terminal.WaitsAsync();
        _terminal.Leave();

        Assert.False(await asking.WaitAsync(Patience, Token));
        Assert.False(await _person.AskAsync(Question, Token).AsTask().WaitAsync(Patience, Token));
    }

    private async Task AskAndWithdrawAsync()
    {
        using CancellationTokenSource gone = new();
        Task<bool> asking = _person.AskAsync(Question, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Patience, Token));
    }

    /// <summary>Gives lines as they are typed, and tells when somebody waits for one.</summary>
    private sealed class Terminal : TextReader
    {
        private readonly BlockingCollection<string> _lines = [];
        private readonly SemaphoreSlim _waits = new(0);

        /// <summary>Waits until a line is waited for that has not been typed.</summary>
        public async Task WaitsAsync() => Assert.True(await _waits.WaitAsync(Patience, Token), "Nobody reads.");

        public void Type(string line) => _lines.Add(line);

        public void Leave() => _lines.CompleteAdding();

        public override string? ReadLine()
        {
            _waits.Release();
            return _lines.TryTake(out string? line, Timeout.InfiniteTimeSpan) ? line : null;
        }
    }
}
