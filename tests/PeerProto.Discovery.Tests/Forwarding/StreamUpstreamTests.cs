using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Forwarding;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>One connection that many questions share: what becomes of one must not touch the others.</summary>
public sealed class StreamUpstreamTests
{
    private const string Right = "192.0.2.1";
    private const string Late = "203.0.113.66";
    private const int AtOnce = 200;
    private const int UnderWay = 80; // more than the strays that end a connection

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConnectionThatEndsUnderManyQuestions_LeavesNoneWithoutAnswer(bool isReset)
    {
        using LogLines lines = new();
        await using ScriptedServer server = new(static question => Answers.Of(question, Right)) { EndsConnections = true, ResetsConnections = isReset };
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options();
        options.LoggerFactory = lines;
        await using (SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Tcp("only", server.Address)), options))
        {
            for (int round = 0; round < 5; round++)
            {
                byte[][] answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => resolver.AnswerAsync(Answers.Question($"a{number}.example"), isStream: true, Token).AsTask())).WaitAsync(TimeSpan.FromSeconds(45), Token);
                Assert.All(answers, static answer => Assert.Contains(Answers.Told(answer), (string[])[Right, "code 2"]));
            }

            Assert.Equal((5 * AtOnce, 0), (resolver.Statistics.Answered + resolver.Statistics.Failed, resolver.Statistics.InFlight));
        }

        Assert.Empty(lines.AtLeast(LogLevel.Error));
    }

    [Fact]
    public async Task QuestionsThatAskersGiveUp_LeaveTheConnectionOpen()
    {
        await using ScriptedServer server = new(static (question, _) => Answers.Read(question).Questions[0].Name.ToString() == "right.example" ? [Answers.Of(question, Right)] : []);
        await using SplitDnsResolver resolver = Start(server);
        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        for (int i = 0; i < UnderWay; i++)
        {
            using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Task<string> given = AskAsync(resolver, $"a{i}.example", giveUp.Token);
            Assert.Equal(Right, await AskAsync(resolver, "right.example"));
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        }

        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task LateAnswers_AreNotTakenForOthersNorForNonsense()
    {
        List<byte[]> held = [];
        await using ScriptedServer server = new((question, _) =>
        {
            if (Answers.Read(question).Questions[0].Name.ToString() == "right.example")
                return [.. held, Answers.Of(question, Right)];
            held.Add(Answers.Of(question, Late));
            return [];
        });
        await using SplitDnsResolver resolver = Start(server);
        Task<string>[] given;
        using (CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token))
        {
            given = [.. Enumerable.Range(0, UnderWay).Select(number => AskAsync(resolver, $"a{number}.example", giveUp.Token))];
            while (server.Asked.Count < UnderWay)
            {
                Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            await giveUp.CancelAsync();
        }

        foreach (Task<string> each in given)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => each);

        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        held.Clear();
        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task ConnectionOnWhichNothingComes_IsLeft()
    {
        FakeTimeProvider time = new();
        TimeSpan answerTimeout = StreamLink.MaximumRest / 2; // so that it is not left because it rested
        int asked = 0;
        await using ScriptedServer server = new((question, _) =>
        {
            if (++asked is not 2)
                return [Answers.Of(question, Right)];
            time.Advance(answerTimeout);
            return [];
        });
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options(time);
        options.AnswerTimeout = answerTimeout;
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Tcp("only", server.Address)), options);

        for (int i = 0; i < 3; i++)
            Assert.Equal(Right, await AskAsync(resolver, "example.com"));

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task ConnectionThatRestedForLong_IsLeft()
    {
        FakeTimeProvider time = new();
        await using ScriptedServer server = ScriptedServer.Telling(Right);
        await using SplitDnsResolver resolver = Start(server, time);

        Assert.Equal(Right, await AskAsync(resolver, "example.com"));
        time.Advance(StreamLink.MaximumRest - TimeSpan.FromTicks(1));
        Assert.Equal(Right, await AskAsync(resolver, "example.com"));
        Assert.Equal(1, server.Connections);
        time.Advance(StreamLink.MaximumRest);
        Assert.Equal(Right, await AskAsync(resolver, "example.com"));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task WrongAnswerUnderTheRightNumber_IsAFailureOfItsQuestionOnly()
    {
        await using ScriptedServer server = new(static question => Answers.Read(question).Questions[0].Name.ToString() == "right.example" ? Answers.Of(question, Right) : [.. question[..2], .. Answers.Of(Answers.Question("other.example"), Late)[2..]]);
        await using SplitDnsResolver resolver = Start(server);

        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        Assert.Equal("code 2", await AskAsync(resolver, "wrong.example"));
        Assert.Equal(Right, await AskAsync(resolver, "right.example"));
        Assert.Equal(1, server.Connections);
    }

    private static async Task<string> AskAsync(SplitDnsResolver resolver, string name, CancellationToken? cancellationToken = null) =>
        Answers.Told(await resolver.AnswerAsync(Answers.Question(name), isStream: true, cancellationToken ?? Token));

    private static SplitDnsResolver Start(ScriptedServer server, TimeProvider? time = null) => SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Tcp("only", server.Address)), SplitDnsResolverTests.Options(time));
}
