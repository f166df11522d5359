using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Forwarding;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>What is logged, and that askers cannot fill a log.</summary>
public sealed class ForwardingLogTests
{
    private const int ServerFailed = 2401;
    private const int ServerAnswersAgain = 2402;
    private const int Overloaded = 2404;

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServerThatFailsForSomeNames_IsToldOfOnceAMinute()
    {
        using LogLines lines = new();
        await using ScriptedServer server = new(static question => Answers.Read(question).Questions[0].Name.ToString() == "right.example" ? Answers.Of(question, "192.0.2.1") : [.. question[..2], .. new byte[10]]);
        await using SplitDnsResolver resolver = Start(DnsUpstream.Tcp("only", server.Address), lines);

        for (int minute = 1; minute <= 3; minute++)
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal("code 2", await AskAsync(resolver, "wrong.example"));
                Assert.Equal("192.0.2.1", await AskAsync(resolver, "right.example"));
            }

            Assert.Equal((minute, minute), (lines.CountOf(ServerFailed), lines.CountOf(ServerAnswersAgain)));
            _time.Advance(LogPause.Length);
        }
    }

    [Fact]
    public async Task TooManyQuestions_AreToldOfOnceAMinute()
    {
        using LogLines lines = new();
        await using ScriptedServer silent = ScriptedServer.Silent();
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", silent.Address), lines);
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<byte[]> waiting = resolver.AnswerAsync(Answers.Question("example.com"), isStream: false, giveUp.Token).AsTask();

        for (int minute = 1; minute <= 3; minute++)
        {
            for (int i = 0; i < 5; i++)
                Assert.Equal("code 2", await AskAsync(resolver, "example.com"));
            Assert.Equal(minute, lines.CountOf(Overloaded));
            _time.Advance(LogPause.Length);
        }

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<string> AskAsync(SplitDnsResolver resolver, string name) => Answers.Told(await resolver.AnswerAsync(Answers.Question(name), isStream: true, Token));

    private SplitDnsResolver Start(DnsUpstream upstream, LogLines lines)
    {
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options(_time);
        options.LoggerFactory = lines;
        options.MaximumInFlight = 1;
        options.AnswerTimeout = TimeSpan.FromHours(1);
        return SplitDnsResolver.Start(new DnsRoutes([], upstream), options);
    }
}
