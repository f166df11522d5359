using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Discovery.Forwarding;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>The name servers of the system, which come and go.</summary>
public sealed class UpstreamServersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServersOfTheSystemThatChange_AreFollowedAndQuestionsUnderWayGoOn()
    {
        TaskCompletionSource isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SemaphoreSlim hold = new(0);
        await using ScriptedServer old = new((question, _) =>
        {
            isAsked.TrySetResult();
            hold.Wait(Token);
            return [Answers.Of(question, "192.0.2.1")];
        });
        await using ScriptedServer next = ScriptedServer.Telling("192.0.2.2");
        IReadOnlyList<IPEndPoint> servers = [old.Address];
        await using UpstreamServers upstream = Of(() => servers);

        Task<string> underWay = AskAsync(upstream);
        await isAsked.Task.WaitAsync(Token);
        servers = [next.Address];
        Assert.Equal("192.0.2.2", await AskAsync(upstream));
        hold.Release();
        Assert.Equal("192.0.2.1", await underWay);
        Assert.Single(old.Asked);
    }

    [Fact]
    public async Task SystemWithoutServers_IsToldOf()
    {
        await using UpstreamServers upstream = Of(static () => []);

        Assert.Contains("no name server", (await Assert.ThrowsAsync<NameServerException>(() => AskAsync(upstream))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreServersThanAnUpstreamHas_AreNotAsked()
    {
        await using ScriptedServer failing = new(static question => Answers.WithCode(question, 5));
        await using ScriptedServer beyond = ScriptedServer.Telling("192.0.2.2");
        await using UpstreamServers upstream = Of(() => [.. Enumerable.Repeat(failing.Address, DnsUpstream.MaximumServers), beyond.Address]);

        Assert.Equal("code 5", await AskAsync(upstream));
        Assert.Empty(beyond.Asked);
    }

    private static UpstreamServers Of(Func<IReadOnlyList<IPEndPoint>> servers) => new(DnsUpstream.OfSystem(), places: 8, servers, SplitDnsResolverTests.Options(), NullLogger.Instance);

    private static async Task<string> AskAsync(UpstreamServers servers)
    {
        Assert.True(ClientQuery.TryRead(Answers.Question("example.com"), out ClientQuery query, out _));
        return Answers.Told(query.Pass(await servers.AskAsync(query, Token), 512));
    }
}
