namespace PeerProto.LabPeer;

internal sealed class Greeter : LabPeerBase
{
    public override ValueTask<string> GreetAsync(PeerContext caller, string name, CancellationToken cancellationToken) => new($"Hello {name}");
}
