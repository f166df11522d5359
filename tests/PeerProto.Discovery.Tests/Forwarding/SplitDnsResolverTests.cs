using System.Net;
using System.Net.Sockets;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Forwarding;

public sealed class SplitDnsResolverTests
{
    private const string TunnelAddress = "10.8.0.80";
    private const string SystemAddress = "192.0.2.80";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("=example.com", "example.com", TunnelAddress)]
    [InlineData("=example.com", "EXAMPLE.com", TunnelAddress)]
    [InlineData("=example.com", "test.example.com", SystemAddress)]
    [InlineData("example.com", "test.example.com", TunnelAddress)]
    [InlineData("example.com", "notexample.com", SystemAddress)]
    public async Task Name_GoesWhereTheRulesSay(string rule, string name, string address)
    {
        await using ScriptedServer tunnel = ScriptedServer.Telling(TunnelAddress);
        await using ScriptedServer system = ScriptedServer.Telling(SystemAddress);
        await using SplitDnsResolver resolver = Start(new DnsRoutes([new DnsRoute([DnsMatch.Parse(rule)], DnsUpstream.Udp("tunnel", tunnel.Address))], DnsUpstream.Udp("system", system.Address)));

        Assert.Equal(address, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question(name), Token)));
        Assert.Equal(address, Answers.Told(await Asking.OverTcpAsync(resolver.Endpoints[0], Answers.Question(name), Token)));
        Assert.Equal(2, resolver.Statistics.Answered);
    }

    [Fact]
    public async Task RandomRules_SendNamesWhereTheExplanationSays()
    {
        ScriptedServer[] servers = [.. Enumerable.Range(0, 5).Select(static number => ScriptedServer.Telling($"192.0.2.{number}"))];
        try
        {
            await Gen.Select(RandomRules.Routes, RandomRules.Names.Array[1, 8]).SampleAsync(
                async (routes, names) =>
                {
                    DnsUpstream fallback = DnsUpstream.Udp("4", servers[4].Address);
                    await using SplitDnsResolver resolver = Start(new DnsRoutes(routes.Select((rules, index) => new DnsRoute(rules.Select(DnsMatch.Parse), DnsUpstream.Udp($"{index}", servers[index].Address))), fallback));
                    foreach (string name in names)
                    {
                        string told = Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question(name), Token));
                        Assert.Equal($"192.0.2.{resolver.Routes.Explain(name).Upstream!.Name}", told);
                        Assert.Equal($"192.0.2.{NaiveRules.Choose(routes, name) ?? 4}", told);
                    }
                },
                iter: 300);
        }
        finally
        {
            foreach (ScriptedServer server in servers)
                await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Answer_ComesBackUnderTheAskersNumberAndWithItsSpelling()
    {
        await using ScriptedServer server = new(static question => Answers.Of([.. question[..DnsLimits.HeaderLength], .. question[DnsLimits.HeaderLength..].Select(static value => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value)], TunnelAddress));
        await using SplitDnsResolver resolver = Start(server);

        byte[] answer = await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("eXample.COM", id: 0xBEEF), Token);

        DnsMessage read = Answers.Read(answer);
        Assert.Equal((0xBEEF, "eXample.COM", 0), (read.Id, read.Questions[0].Name.ToString(), read.Additionals.Count));
        Assert.True(server.Asked.TryDequeue(out (byte[] Message, bool) asked));
        DnsRecord opt = Assert.Single(Answers.Read(asked.Message).Additionals);
        Assert.Equal((DnsRecordType.Opt, (DnsClass)1232), (opt.Type, opt.Class));
    }

    [Theory]
    [InlineData(null, 31, 512)]
    [InlineData(100, 30, 512)]
    [InlineData(600, 36, 600)]
    [InlineData(4096, 80, 1232)]
    public async Task AnswerLongerThanTheAskerTakes_IsCutAndComesWholeOverTcp(int? edns, int records, int most)
    {
        await using ScriptedServer server = new((question, overTcp) => [overTcp || records * 16 < 1100 ? Answers.Of(question, TunnelAddress, records) : Answers.Cut(question)]);
        await using SplitDnsResolver resolver = Start(server);

        byte[] fits = await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("few.example", ednsLength: edns), Token);
        Assert.True(fits.Length <= most);
        Assert.Equal((true, 0, edns is null ? 0 : 1), (Answers.Read(fits).IsTruncated, Answers.Read(fits).Answers.Count, Answers.Read(fits).Additionals.Count));

        byte[] whole = await Asking.OverTcpAsync(resolver.Endpoints[0], Answers.Question("few.example", ednsLength: edns), Token);
        Assert.Equal((false, records), (Answers.Read(whole).IsTruncated, Answers.Read(whole).Answers.Count));
    }

    [Fact]
    public async Task AnswerThatJustFits_IsNotCut()
    {
        await using ScriptedServer server = new(static question => Answers.Of(question, TunnelAddress, 30));
        await using SplitDnsResolver resolver = Start(server);

        byte[] answer = await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("few.example"), Token);

        Assert.Equal((false, 30, 509), (Answers.Read(answer).IsTruncated, Answers.Read(answer).Answers.Count, answer.Length));
    }

    [Fact]
    public async Task ServerThatKnowsNoEdns_IsAskedWithout()
    {
        await using ScriptedServer server = new(static question => Answers.Read(question).Additionals.Count > 0 ? Answers.WithCode(question, 1, extended: false) : Answers.Of(question, TunnelAddress));
        await using SplitDnsResolver resolver = Start(server);

        Assert.Equal(TunnelAddress, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com", ednsLength: 1232), Token)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task CodeOfTheUpstream_IsPassedOn(int code)
    {
        await using ScriptedServer server = new(question => Answers.WithCode(question, code));
        await using SplitDnsResolver resolver = Start(server);

        Assert.Equal(code, Answers.CodeOf(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
    }

    [Fact]
    public async Task DeadServer_IsPassedOverAndThenAskedLast()
    {
        FakeTimeProvider time = new();
        await using ScriptedServer dead = DeadServer(time);
        await using ScriptedServer alive = ScriptedServer.Telling(TunnelAddress);
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp("both", dead.Address, alive.Address)), Options(time));

        for (int i = 0; i < 5; i++)
            Assert.Equal(TunnelAddress, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
        Assert.Single(dead.Asked);

        time.Advance(PeerProto.Discovery.Forwarding.UpstreamServers.Rest);
        Assert.Equal(TunnelAddress, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
        Assert.Equal(2, dead.Asked.Count);
    }

    [Theory]
    [InlineData("tunnel", "tunnel: ")]
    [InlineData("ünnel-ünnel-ünnel-ünnel-ünnel-ünnel-ünnel-ünnel-ünnel-ünnel-ünne", "ünnel-")]
    public async Task UpstreamThatIsDead_IsAServerFailureThatSaysWhy(string name, string told)
    {
        FakeTimeProvider time = new();
        await using ScriptedServer dead = DeadServer(time);
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(new DnsRoutes([], DnsUpstream.Udp(name, dead.Address)), Options(time));
        string longest = string.Join('.', Enumerable.Repeat(new string('a', 61), 4)) + ".aaaaa";

        byte[] answer = await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question(longest, ednsLength: 512), Token);

        Assert.Equal(2, Answers.CodeOf(answer));
        Assert.Contains(told, System.Text.Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        Assert.Contains($"{dead.Address} did not answer within 60 s", System.Text.Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
        Assert.InRange(answer.Length, 300, 512);
        Assert.Equal((2, 1L), (dead.Asked.Count, resolver.Statistics.Failed));
    }

    [Fact]
    public async Task PlainAsker_GetsNoEdnsBack()
    {
        await using ScriptedServer server = ScriptedServer.Telling(TunnelAddress);
        await using SplitDnsResolver resolver = Start(server);

        Assert.Empty(Answers.Read(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)).Additionals);
        Assert.Single(Answers.Read(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com", ednsLength: 1232), Token)).Additionals);
    }

    [Fact]
    public async Task NameOfTheLocalNetwork_IsDeniedWithoutAsking()
    {
        await using ScriptedServer server = ScriptedServer.Telling(TunnelAddress);
        await using SplitDnsResolver resolver = Start(server);

        Assert.Equal(3, Answers.CodeOf(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("printer.local"), Token)));
        Assert.Empty(server.Asked);
        Assert.Equal(1, resolver.Statistics.Refused);
    }

    [Fact]
    public async Task SeveralQuestionsOnAConnection_AreAnsweredAsEachCanBe()
    {
        FakeTimeProvider time = new();
        using SemaphoreSlim hold = new(0);
        await using ScriptedServer slow = new((question, _) =>
        {
            hold.Wait(Token); // on the server's own thread of the pool
            return [Answers.Of(question, TunnelAddress)];
        });
        await using ScriptedServer fast = ScriptedServer.Telling(SystemAddress);
        DnsRoutes routes = new([new DnsRoute([DnsMatch.Parse("slow")], DnsUpstream.Udp("slow", slow.Address))], DnsUpstream.Udp("fast", fast.Address));
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(routes, Options(time));
        await using NetworkStream stream = await Asking.ConnectAsync(resolver.Endpoints[0], Token);

        await Asking.WriteAsync(stream, Answers.Question("slow", id: 1), Token);
        await Asking.WriteAsync(stream, Answers.Question("fast", id: 2), Token);
        byte[] first = await Asking.ReadAsync(stream, Token);
        Assert.Equal((2, SystemAddress), (Answers.Read(first).Id, Answers.Told(first)));
        time.Advance(TimeSpan.FromSeconds(45)); // longer than a connection may be idle; one with a question under way is not
        stream.Socket.Shutdown(SocketShutdown.Send);
        hold.Release();
        byte[] second = await Asking.ReadAsync(stream, Token);
        Assert.Equal((1, TunnelAddress), (Answers.Read(second).Id, Answers.Told(second)));
    }

    [Fact]
    public async Task TcpUpstream_KeepsOneConnectionAndOpensAnotherWhereItEnded()
    {
        await using ScriptedServer keeping = ScriptedServer.Telling(TunnelAddress);
        await using ScriptedServer ending = new(static question => Answers.Of(question, SystemAddress)) { EndsConnections = true };
        await using SplitDnsResolver resolver = Start(new DnsRoutes([new DnsRoute([DnsMatch.Parse("keep")], DnsUpstream.Tcp("keeping", keeping.Address))], DnsUpstream.Tcp("ending", ending.Address)));

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(TunnelAddress, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("keep"), Token)));
            Assert.Equal(SystemAddress, Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("end"), Token)));
        }

        Assert.Equal((1, 5), (keeping.Connections, ending.Connections));
    }

    [Fact]
    public async Task DisposedResolver_GivesItsPortsBack()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedServer dead = new((_, _) =>
        {
            asked.TrySetResult();
            return [];
        });
        SplitDnsResolver resolver = Start(dead);
        IPEndPoint endpoint = resolver.Endpoints[0];
        await using NetworkStream stream = await Asking.ConnectAsync(endpoint, Token);
        await Asking.WriteAsync(stream, Answers.Question("example.com"), Token);
        await asked.Task.WaitAsync(Token);
        await resolver.DisposeAsync();
        await resolver.DisposeAsync();

        using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(endpoint);
        Assert.Equal(0, await stream.ReadAsync(new byte[1], Token));
    }

    /// <summary>Options with a time to answer that no slow machine passes.</summary>
    internal static SplitDnsResolverOptions Options(TimeProvider? time = null) =>
        new() { Endpoints = [new IPEndPoint(IPAddress.Loopback, 0)], AnswerTimeout = TimeSpan.FromMinutes(1), TimeProvider = time ?? TimeProvider.System };

    /// <summary>A server that says nothing; the time to answer is over as soon as it was asked.</summary>
    private static ScriptedServer DeadServer(FakeTimeProvider time) => new((_, _) =>
    {
        time.Advance(TimeSpan.FromMinutes(1));
        return [];
    });

    private static SplitDnsResolver Start(DnsRoutes routes) => SplitDnsResolver.Start(routes, Options());

    private static SplitDnsResolver Start(ScriptedServer only) => Start(new DnsRoutes([], DnsUpstream.Udp("only", only.Address)));
}
