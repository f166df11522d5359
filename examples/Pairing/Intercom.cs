using PeerProto;

namespace Pairing;

/// <summary>What an intercom answers. Who rings is told by the name that stands in the trust store, never by one that the caller claims.</summary>
internal sealed class Intercom(PeerTrustStore devices) : IntercomBase
{
    public override ValueTask<string> RingAsync(PeerContext caller, CancellationToken cancellationToken) => new($"hello {NameOf(caller.Caller)}");

    /// <summary>What this device calls another.</summary>
    public string NameOf(Peer peer) => peer.Key is { } key && devices.Find(key) is { } device ? device.Name : "a device that is not trusted any more";
}
