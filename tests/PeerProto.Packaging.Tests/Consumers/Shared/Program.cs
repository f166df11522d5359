using System.Net;
using PeerProto;
using Contracts;

// Without an argument: prints where it listens and waits to be greeted. With one: greets the instance that listens there.
using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
Greeter greeter = new();
await using PeerSession<IGreeter> session = await PeerSession.StartAsync<IGreeter>(greeter, options =>
{
    options.UseDiscovery = false;
    options.ListenAddress = IPAddress.Loopback;
});

if (args.Length == 0)
{
    Console.WriteLine(session.LocalEndpoints[0]);
    Console.WriteLine($"greeted by {await greeter.Greeted.WaitAsync(patience.Token)}");
    return;
}

Peer<IGreeter> peer = await session.ConnectAsync(PeerEndpoint.Parse(args[0]), patience.Token);
string answer = await peer.Contract.GreetAsync(new Greeting { From = "caller" }, patience.Token);
int items = 0;
await foreach (int item in peer.Contract.CountAsync(3, patience.Token))
    items++;
await session.Everyone.Greetings.SendAsync(new Greeting { From = "caller" }, patience.Token);
Console.WriteLine($"{answer}, {items} items");

internal sealed class Greeter : GreeterBase
{
    private readonly TaskCompletionSource<string> _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Greeted => _greeted.Task;

    public override ValueTask<string> GreetAsync(PeerContext caller, Greeting greeting, CancellationToken cancellationToken) => new($"hello {greeting.From}");

    public override async IAsyncEnumerable<int> CountAsync(
        PeerContext caller, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    protected override ValueTask OnGreetings(Peer from, Greeting message)
    {
        _greeted.TrySetResult(message.From);
        return default;
    }
}
