using System.Net;
using System.Runtime.CompilerServices;
using PeerProto.Networking;

namespace PeerProto.Tests.Support;

/// <summary>The machine's network as the test says.</summary>
internal sealed class FixedNetwork(NetworkSnapshot first) : INetworkMonitor
{
    private readonly Lock _gate = new();
    private NetworkSnapshot _current = first;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static NetworkInterfaceSnapshot Loopback { get; } = new()
    {
        Name = "lo", Index = 1, Kind = NetworkInterfaceKind.Loopback, IsUp = true, Addresses = [new InterfaceAddress(IPAddress.Loopback, 8)],
    };

    public NetworkSnapshot Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    public static NetworkInterfaceSnapshot Interface(string name, int index, string address, NetworkInterfaceKind kind = NetworkInterfaceKind.Ethernet) => new()
    {
        Name = name, Index = index, Kind = kind, IsUp = true, SupportsMulticast = true, Addresses = [new InterfaceAddress(IPAddress.Parse(address), 24)],
    };

    public void Set(params NetworkInterfaceSnapshot[] interfaces)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _current = new NetworkSnapshot(interfaces);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    public async IAsyncEnumerable<NetworkSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NetworkSnapshot? last = null;
        while (true)
        {
            Task changed;
            NetworkSnapshot current;
            lock (_gate)
            {
                changed = _changed.Task;
                current = _current;
            }

            if (!ReferenceEquals(current, last))
                yield return last = current;
            await changed.WaitAsync(cancellationToken);
        }
    }
}
