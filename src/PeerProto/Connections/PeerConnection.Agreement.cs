using PeerProto.Protocol.Handshake;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>What both sides' contracts have in common. There from <see cref="IConnectionOwner.Decide"/> on.</summary>
    public ContractAgreement Agreement => _machine.Agreement ?? throw new InvalidOperationException("The two sides have not agreed on a contract.");

    /// <summary>What an app gets that uses a channel or call which the peer does not have.</summary>
    public PeerNotSupportedException NotSupported(string word, int id, string name) =>
        new(
            id,
            Remote.ContractVersion,
            $"{NameOfPeer} speaks version {Remote.ContractVersion} of contract '{_options.Contract.Name}', which has no {word} {id}; {name} is new in version {_options.Contract.Version} of this app, or gone from the peer's",
            $"Ask the peer's Supports({id}) first, or update the older app");
}
