using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PeerProto.Networking;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A network monitor whose snapshots the test decides.</summary>
internal sealed class ScriptedNetworkMonitor(NetworkSnapshot first) : INetworkMonitor
{
    private readonly Channel<NetworkSnapshot> _changes = Channel.CreateUnbounded<NetworkSnapshot>();

    public NetworkSnapshot Current { get; private set; } = first;

    public void Change(NetworkSnapshot snapshot)
    {
        Current = snapshot;
        _changes.Writer.TryWrite(snapshot);
    }

    public async IAsyncEnumerable<NetworkSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Current;
        await foreach (NetworkSnapshot snapshot in _changes.Reader.ReadAllAsync(cancellationToken))
            yield return snapshot;
    }
}
