using PeerProto.CompilerServices;

namespace PeerProto.Observability;

/// <summary>What of a session its spans and measurements say.</summary>
/// <param name="contract">The session's contract.</param>
/// <param name="propagatesTraces">Whether trace contexts travel to peers.</param>
/// <param name="tellsPeers">Whether spans name the peer.</param>
internal sealed class SessionTelemetry(PeerContractDescriptor contract, bool propagatesTraces, bool tellsPeers)
{
    private readonly Dictionary<int, string> _names = NamesOf(contract);

    public bool PropagatesTraces => propagatesTraces;

    public bool TellsPeers => tellsPeers;

    /// <summary>The full name of a channel or call: <c>contract/Name</c>.</summary>
    public string NameOf(int id) => _names[id];

    private static Dictionary<int, string> NamesOf(PeerContractDescriptor contract)
    {
        Dictionary<int, string> names = [];
        foreach (ChannelDescriptor channel in contract.Channels)
            names.Add(channel.Id, $"{contract.Name}/{channel.Name}");
        foreach (CallDescriptor call in contract.Calls)
            names.Add(call.Id, $"{contract.Name}/{call.Name}");
        return names;
    }
}
