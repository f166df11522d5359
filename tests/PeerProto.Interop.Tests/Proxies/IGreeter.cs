namespace PeerProto.Interop.Tests.Proxies;

[PeerContract("proxy-greeter", Version = 1)]
public partial interface IGreeter
{
    [Call(1)] ValueTask<string> GreetAsync(string name, CancellationToken cancellationToken);
}
