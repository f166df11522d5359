using System.Net;
using System.Net.Sockets;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>Where a forwarder listens, and that it never asks itself.</summary>
public sealed class OwnEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    public void AddressThatStandsForAll_IsRefused(string address)
    {
        SplitDnsResolverOptions options = new() { Endpoints = [new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Parse(address), 0)] };

        Assert.Contains("stands for all addresses", Assert.Throws<ArgumentException>(() => SplitDnsResolver.Start(Only(DnsUpstream.OfSystem()), options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    [InlineData("https")]
    public async Task OwnAddressAsNameServer_IsRefusedAndItsPortGivenBack(string protocol)
    {
        await using ScriptedServer holder = ScriptedServer.Silent(); // so that nobody takes its port for all addresses meanwhile
        IPEndPoint own = new(IPAddress.Parse("127.0.0.2"), holder.Address.Port);
        IPEndPoint mapped = new(own.Address.MapToIPv6(), own.Port);
        DnsUpstream upstream = protocol switch
        {
            "udp" => DnsUpstream.Udp("self", own),
            "tcp" => DnsUpstream.Tcp("self", mapped),
            "tls" => DnsUpstream.Tls("self", "dns.example.com", [own]),
            _ => DnsUpstream.Https("self", new Uri("https://dns.example.com/dns-query"), [own]),
        };
        SplitDnsResolverOptions options = new() { Endpoints = [own] };

        Assert.Contains("would ask itself", Assert.Throws<ArgumentException>(() => SplitDnsResolver.Start(Only(upstream), options)).Message, StringComparison.Ordinal);

        using Socket again = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        again.Bind(own);
    }

    [Fact]
    public async Task OwnPortOnAnotherAddress_IsAnotherServer()
    {
        await using ScriptedServer server = ScriptedServer.Telling("192.0.2.1");
        await using SplitDnsResolver resolver = SplitDnsResolver.Start(Only(DnsUpstream.Udp("only", server.Address)), new SplitDnsResolverOptions { Endpoints = [new IPEndPoint(IPAddress.Parse("127.0.0.2"), server.Address.Port)], AnswerTimeout = TimeSpan.FromMinutes(1) });

        Assert.Equal("192.0.2.1", Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("example.com"), Token)));
    }

    [Fact]
    public async Task NameServerThatAsksTheForwarder_MakesAQuestionComeRoundBoundedTimes()
    {
        SplitDnsResolver resolver = null!;
        using Socket relay = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        relay.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using ScriptedServer server = new((question, _) =>
        {
            if (Answers.Read(question).Questions[0].Name.ToString() == "other.example")
                return [Answers.Of(question, "192.0.2.1")];
            relay.SendTo(question, resolver.Endpoints[0]);
            return [];
        });
        SplitDnsResolverOptions options = SplitDnsResolverTests.Options();
        options.AnswerTimeout = TimeSpan.FromMinutes(5);
        await using SplitDnsResolver started = resolver = SplitDnsResolver.Start(Only(DnsUpstream.Udp("round", server.Address)), options);

        using Socket asker = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await asker.SendToAsync(Answers.Question("example.com"), SocketFlags.None, resolver.Endpoints[0], Token);
        byte[] buffer = new byte[1500];
        int length = await relay.ReceiveAsync(buffer, SocketFlags.None, Token); // the one that has come round too often

        Assert.Equal((2, 64), (Answers.CodeOf(buffer[..length]), server.Asked.Count));
        Assert.Equal((64, 1L), (resolver.Statistics.InFlight, resolver.Statistics.Overflowed));
        Assert.Equal("192.0.2.1", Answers.Told(await Asking.OverUdpAsync(resolver.Endpoints[0], Answers.Question("other.example"), Token)));
    }

    [Fact]
    public async Task QuestionAfterTheEnd_IsGivenUp()
    {
        SplitDnsResolver resolver = SplitDnsResolver.Start(Only(DnsUpstream.OfSystem()), new SplitDnsResolverOptions { Endpoints = [] });
        await resolver.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => resolver.AnswerAsync(Answers.Question("example.com"), isStream: false, Token).AsTask());
        Assert.Equal(0, resolver.Statistics.Overflowed);
    }

    private static DnsRoutes Only(DnsUpstream upstream) => new([], upstream);
}
