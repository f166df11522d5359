using System.Runtime.CompilerServices;
using PeerProto.Networking;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>The interfaces of a lab host, which does not change: a monitor of this process would watch the machine's own.</summary>
internal sealed class FixedNetworkMonitor(NetworkSnapshot snapshot) : INetworkMonitor
{
    public NetworkSnapshot Current => snapshot;

    public async IAsyncEnumerable<NetworkSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return snapshot;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
