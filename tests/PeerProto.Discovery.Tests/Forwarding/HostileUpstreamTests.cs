using System.Text;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Forwarding;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>What a hostile or broken server, or somebody who answers in its place, gets through to askers: nothing.</summary>
public sealed class HostileUpstreamTests
{
    private const string Right = "192.0.2.1";
    private const string Forged = "203.0.113.66";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forgeries => [.. Forging.Keys];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedDatagramBeforeTheAnswer_IsNotPassedOn(string forgery)
    {
        await using ScriptedServer server = new((question, _) => [Forging[forgery](question), Answers.Of(question, Right)]);
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        Assert.Equal(Right, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedAnswerOverTcp_IsNotPassedOn(string forgery)
    {
        bool isAnswerByItself = forgery is "longer than was asked for"; // over TCP nothing was asked for
        bool isStray = forgery is "wrong number" or "empty"; // waiting goes on
        FakeTimeProvider time = new();
        await using ScriptedServer server = new((question, _) => Forge(question));
        await using SplitDnsResolver resolver = Start(DnsUpstream.Tcp("only", server.Address), time);

        byte[] answer = await Asking.OverTcpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token);

        Assert.Equal(isAnswerByItself ? Forged : "code 2", Answers.Told(answer));

        IEnumerable<byte[]> Forge(byte[] question)
        {
            yield return Forging[forgery](question);
            if (isStray)
                time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task ServerThatSendsNothingButStrays_IsGivenUpBeforeItsTime()
    {
        await using ScriptedServer server = new(static (question, _) => Enumerable.Repeat(Forging["wrong number"](question), 100));
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        byte[] answer = await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com", ednsLength: 1232), Token);

        Assert.Contains("what comes from there is no answer", Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutAnswerToAQuestionOverTcp_IsPassedOnAsCut()
    {
        await using ScriptedServer server = new(Answers.Cut);
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        Assert.True(Answers.Read(await Asking.OverTcpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)).IsTruncated);
    }

    [Fact]
    public async Task AnswerCutInsideARecord_IsFetchedOverTcp()
    {
        await using ScriptedServer server = new((question, overTcp) => [overTcp ? Answers.Of(question, Right) : Changed(Answers.Of(question, Forged, 3)[..^20], static cut => cut[2] |= Answers.TruncatedBit)]);
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        Assert.Equal(Right, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CutAnswerThatCannotBeFetchedOverTcp_IsPassedOnAsCut(bool isReset)
    {
        FakeTimeProvider time = new();
        await using ScriptedServer server = new((question, overTcp) => overTcp ? Silence(time) : [Answers.Cut(question)]) { ResetsConnections = isReset };
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address), time);

        DnsMessage answer = Answers.Read(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token));

        Assert.Equal((true, 1L), (answer.IsTruncated, resolver.Statistics.Answered));
        Assert.Equal(2, server.Asked.Count);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task SignatureOfTheUpstream_IsNotPassedOn(bool isTsig, bool hasEdns)
    {
        byte[] signature = [0, 0, isTsig ? (byte)250 : (byte)24, 0, 255, 0, 0, 0, 0, 0, 2, 1, 2];
        await using ScriptedServer server = new(question => Changed([.. Answers.Of(question, Right, extended: hasEdns), .. signature], static signed => signed[11]++));
        await using SplitDnsResolver resolver = Start(DnsUpstream.Udp("only", server.Address));

        DnsMessage answer = Answers.Read(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token));

        Assert.Equal((1, 0), (answer.Answers.Count, answer.Additionals.Count));
    }

    [Fact]
    public async Task MutatedAnswers_ArePassedOnOnlyWhenTheyHoldTogether()
    {
        Random random = new(7);
        await using ScriptedServer server = new((question, _) => [Mutations.Of(Answers.Of(question, Forged, 3), random), Answers.Of(question, Right)]);
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("only", server.Address)), new SplitDnsResolverOptions { Endpoints = [], AnswerTimeout = TimeSpan.FromMinutes(1) });
        int right = 0;
        int mutated = 0;
        for (int i = 0; i < Mutations.Count; i++)
        {
            byte[] answer = await resolver.AnswerAsync(Answers.Question($"a{i}.example.com", (ushort)i, ednsLength: 1232), isStream: false, Token);
            Assert.Equal((ushort)i, (ushort)((answer[0] << 8) | answer[1]));
            Assert.True(MessageLayout.TryRead(answer, out MessageLayout layout) && layout.End == answer.Length, $"answer {i} does not hold together");
            DnsReadError error = DnsMessageReader.TryRead(answer, out DnsMessage? read);
            Assert.True(error is DnsReadError.None or DnsReadError.BadData or DnsReadError.BadName, $"answer {i}: {error}"); // what records say is not looked at
            if (error == DnsReadError.None)
                Assert.Equal($"a{i}.example.com", read!.Questions[0].Name.ToString());
            _ = error == DnsReadError.None && read!.Answers is [{ Data: AddressData data }] && data.Address.ToString() == Right ? right++ : mutated++;
        }

        Assert.True(right > 0 && mutated > 0, $"{right} right, {mutated} mutated");
    }

    [Fact]
    public void MutatedAnswer_IsReadOrRefused()
    {
        byte[] question = Answers.Question("www.example.com", ednsLength: 1232);
        Assert.True(ClientQuery.TryRead(question, out var query, out _));
        byte[] upstream = query.ForUpstream(0x4711);
        byte[][] seeds = [Answers.Of(upstream, Right, 20), Answers.Cut(upstream), Answers.WithCode(upstream, 3), Answers.WithCode(upstream, 1, extended: false)];
        Random random = new(11);
        int readable = 0;
        for (int i = 0; i < Mutations.Count; i++)
        {
            byte[] mutated = Mutations.Of(seeds[i % seeds.Length], random);
            if (!UpstreamAnswer.TryRead(mutated, query, 0x4711, out var answer))
                continue;
            readable++;
            byte[] passed = query.Pass(answer, 512);
            Assert.InRange(passed.Length, 12, 512);
            Assert.True(MessageLayout.TryRead(passed, out var layout) && layout.End == passed.Length && layout.OptStart > 0);
        }

        Assert.InRange(readable, Mutations.Count / 100, Mutations.Count);
    }

    private static Dictionary<string, Func<byte[], byte[]>> Forging { get; } = new()
    {
        ["wrong number"] = static question => Changed(Answers.Of(question, Forged), static answer => answer[0] ^= 0x80),
        ["wrong name"] = static question => Answers.Of(Renamed(question), Forged),
        ["wrong type"] = static question => Changed(Answers.Of(question, Forged), answer => answer[Answers.Question("example.com").Length - 3] = 28),
        ["no question"] = static question => Changed(Answers.Of(question, Forged, 0), static answer => answer[5] = 0)[..12],
        ["two questions"] = static question => Changed(Answers.Of(question, Forged), static answer => answer[5] = 2),
        ["a question itself"] = static question => Changed(Answers.Of(question, Forged), static answer => answer[2] &= 0x7F),
        ["cut in the middle"] = static question => Answers.Of(question, Forged)[..^5],
        ["more records than there are"] = static question => Changed(Answers.Of(question, Forged), static answer => answer[7] = 9),
        ["pointer to itself"] = static question => Changed(Answers.Of(question, Forged), static answer => answer[30] = 29),
        ["longer than was asked for"] = static question => Answers.Of(question, Forged, 90),
        ["empty"] = static _ => [],
        ["header alone"] = static question => Answers.Of(question, Forged)[..12],
    };

    private static byte[] Changed(byte[] message, Action<byte[]> change)
    {
        change(message);
        return message;
    }

    private static IEnumerable<byte[]> Silence(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        yield break;
    }

    private static byte[] Renamed(byte[] question) => Changed([.. question], static changed => changed[13] ^= 0x01);

    private static SplitDnsResolver Start(DnsUpstream upstream, TimeProvider? time = null, int attempts = 2)
    {
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options(time);
        options.MaximumAttempts = attempts;
        return SplitDnsResolver.Start(new DnsRoutes([], upstream), options);
    }
}
