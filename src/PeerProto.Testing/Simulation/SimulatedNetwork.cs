using System.Net;
using System.Runtime.CompilerServices;
using PeerProto.Networking;

namespace PeerProto.Testing;

/// <summary>What one simulated peer knows of its machine's network: one interface with its address, which never changes. What becomes of packets behind it is the simulation's.</summary>
internal sealed class SimulatedNetwork(IPAddress address) : INetworkMonitor
{
    private const int PrefixLength = 8;

    public NetworkSnapshot Current { get; } = new(
    [
        new NetworkInterfaceSnapshot { Name = "sim0", Index = 1, Kind = NetworkInterfaceKind.Ethernet, IsUp = true, Addresses = [new InterfaceAddress(address, PrefixLength)] },
    ]);

    public async IAsyncEnumerable<NetworkSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Current;
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration over = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), never);
        await never.Task;
    }
}
