namespace PeerProto.LabPeer;

[PeerContract("lab-peer", Version = 1)]
public partial interface ILabPeer
{
    [Call(1)] ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken);
}
