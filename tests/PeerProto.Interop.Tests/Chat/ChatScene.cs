using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Chat;

/// <summary>A lab in which chat apps run, one a host.</summary>
internal sealed class ChatScene : IAsyncDisposable
{
    private readonly List<ChatApp> _apps = [];

    private ChatScene(NetworkLab lab) => Lab = lab;

    public NetworkLab Lab { get; }

    public IReadOnlyList<ChatApp> Apps => _apps;

    /// <summary>Starts a lab with a host for each name and one for each extra host, and the apps on it, all at once.</summary>
    public static async Task<ChatScene> StartAsync(IReadOnlyList<string> names, bool ipv4, CancellationToken guard, params IReadOnlyList<string> extraHosts)
    {
        IReadOnlyList<string> hosts = [.. names.Select(name => name.ToLowerInvariant()), .. extraHosts];
        ChatScene scene = new(await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = hosts, IPv4 = ipv4 }, guard));
        foreach (string name in names)
            scene.Start(scene.Lab[name.ToLowerInvariant()], name, guard);
        return scene;
    }

    public ChatApp Start(LabHost host, string name, CancellationToken guard)
    {
        ChatApp app = ChatApp.Start(host, name, guard);
        _apps.Add(app);
        return app;
    }

    /// <summary>Waits until every app has found every other one.</summary>
    public Task WhenAllFoundAsync() => Task.WhenAll(
        from app in _apps from other in _apps where other != app select app.AnywhereAsync($"found {other.Name} "));

    public async ValueTask DisposeAsync()
    {
        foreach (ChatApp app in _apps)
            await app.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
