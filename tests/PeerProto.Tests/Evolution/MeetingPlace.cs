using System.Net;
using Microsoft.Extensions.Time.Testing;
using PeerProto.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Evolution;

/// <summary>Where apps of different versions meet: one memory network on virtual time, or TCP on this machine.</summary>
internal sealed class MeetingPlace(bool overTcp) : IAsyncDisposable
{
    private readonly MemoryNetwork _network = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<IAsyncDisposable> _sessions = [];
    private readonly Dictionary<string, TestLog> _logs = [];

    /// <summary>The log of the app of a name.</summary>
    public TestLog LogOf(string name) => _logs[name];

    public async Task<PeerSession<TContract>> StartAsync<TContract>(PeerService<TContract> service, string name, Action<PeerSessionOptions>? configure = null)
        where TContract : class, IPeerContract<TContract>
    {
        TestLog log = _logs[name] = new TestLog();
        PeerSession<TContract> session = await PeerSession.StartAsync(service, options =>
        {
            options.DisplayName = name;
            options.UseDiscovery = false;
            options.Security = PeerSecurity.None;
            options.LoggerFactory = log;
            options.ListenAddress = IPAddress.Loopback;
            if (!overTcp)
            {
                options.Transports = [new MemoryTransportProvider(_network)];
                options.TimeProvider = _time;
            }

            configure?.Invoke(options);
        }).Guarded();
        _sessions.Add(session);
        return session;
    }

    /// <summary>Starts an older and a newer app and connects them.</summary>
    public async Task<Acquaintance> ConnectAsync(bool olderConnects = true)
    {
        PeerSession<Older.IPaper> older = await StartAsync(new OlderService(), "Old");
        PeerSession<Newer.IDrawing> newer = await StartAsync(new NewerService(), "New");
        if (olderConnects)
            await older.ConnectAsync(newer.LocalEndpoints[0]).Guarded();
        else
            await newer.ConnectAsync(older.LocalEndpoints[0]).Guarded();
        return new Acquaintance(older, newer, await FirstAsync(older), await FirstAsync(newer));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable session in _sessions)
            await session.DisposeAsync().Guarded();
    }

    private static async Task<Peer<TContract>> FirstAsync<TContract>(PeerSession<TContract> session)
        where TContract : class, IPeerContract<TContract>
    {
        await using IAsyncEnumerator<PeerEvent<TContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        return (await changes.NextAsync()).Peer;
    }
}
