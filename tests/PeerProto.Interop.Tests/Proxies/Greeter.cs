namespace PeerProto.Interop.Tests.Proxies;

internal sealed class Greeter : GreeterBase
{
    public override ValueTask<string> GreetAsync(PeerContext caller, string name, CancellationToken cancellationToken) => new($"Hello {name}");
}
