using PeerProto;

namespace Pairing;

[PeerContract("intercom", Version = 1)]
public partial interface IIntercom
{
    [Call(1)] ValueTask<string> RingAsync(CancellationToken cancellationToken);
}
