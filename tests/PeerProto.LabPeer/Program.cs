using System.Diagnostics;
using System.Globalization;
using System.Net;
using PeerProto;
using PeerProto.LabPeer;

// A peer for tests that need a process of their own: on a host of a lab, with few sockets, without QUIC. Everything it learns is a line on its standard output; it ends with its standard input.
//   alone <transports> [<port>]   without discovery
//   found <transports> [<port>]   with discovery
//   patient <transports> <port> <security>   without discovery, on the loopback address only; who has not said who it is has five minutes. Security is unverified, psk or passcode.
//   store <file>   no peer, but a program that shares a trust store with others; see SharedStore
//   offer <name> <type> <subtype>   no peer, but a program that offers a service by the system's service; see SystemOffer
// A transport is tcp, quic, or either with a deadline for connecting in seconds, as in quic/2. On the standard input:
//   dial <endpoint>               tells each state of a dialer
//   restart                       restarts the dialers that wait
//   threads                       makes threads beforehand: the runtime aborts where it has to make one and may open no file
long start = Stopwatch.GetTimestamp();
if (args is ["store", string file])
    return await SharedStore.RunAsync(file);
if (args is ["offer", string name, string type, string subtype])
    return await SystemOffer.RunAsync(name, type, subtype);
if (args is not (["alone" or "found", _, ..] or ["patient", _, _, _]))
    return 2;

await using PeerSession<ILabPeer> session = await PeerSession.StartAsync<ILabPeer>(new Greeter(), options =>
{
    options.Transports = [.. args[1].Split(',').Select(CreateProvider)];
    options.Port = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
    options.UseDiscovery = args[0] == "found";
    options.DisplayName = "lab peer";
    if (args[0] == "patient")
        BePatient(options, args[3]);
});
Tell($"is {session.Id} {session.Key}");
foreach (PeerListener listener in session.Listeners)
    Tell($"listener {listener.Transport} {listener.State.Kind} {listener.State.Diagnosis?.ToString() ?? listener.LocalEndpoint?.ToString()}");

List<PeerDialer<ILabPeer>> dialers = [];
List<Task> followed = [WatchAsync()];
while (await Console.In.ReadLineAsync() is { } line)
{
    switch (line.Split(' '))
    {
        case ["dial", string endpoint]:
            dialers.Add(session.Dial(PeerEndpoint.Parse(endpoint)));
            followed.Add(FollowAsync(dialers[^1]));
            break;
        case ["threads"]:
            await MakeThreadsAsync();
            Tell("threads made");
            break;
        case ["restart"]:
            dialers.ForEach(dialer => dialer.Restart());
            break;
        default:
            Tell($"do not understand {line}");
            break;
    }
}

await session.DisposeAsync();
await Task.WhenAll(followed);
return 0;

async Task FollowAsync(PeerDialer<ILabPeer> dialer)
{
    await foreach (PeerConnectionState state in dialer.StatesAsync())
        Tell($"dialer {dialer.Endpoint} {state.Kind} {state.Diagnosis}");
}

async Task WatchAsync()
{
    await foreach (PeerEvent<ILabPeer> change in session.PeersAsync())
    {
        if (change.Kind == PeerEventKind.Joined)
            Tell($"joined {change.Peer.RemoteEndpoint} {await change.Peer.Contract.GreetAsync("lab", CancellationToken.None)}");
        else
            Tell($"left {change.Peer.RemoteEndpoint} {change.Reason?.Diagnosis}");
    }
}

static async Task MakeThreadsAsync()
{
    const int Count = 16;
    ThreadPool.SetMinThreads(Count, Count);
    using Barrier together = new(Count);
    await Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => together.SignalAndWait())));
}

static void BePatient(PeerSessionOptions options, string security)
{
    TimeSpan patience = TimeSpan.FromMinutes(5);
    options.ListenAddress = IPAddress.Loopback;
    options.HandshakeDeadline = options.UpgradeDeadline = patience;
    options.Timings = options.Timings with { Hello = patience };
    options.Security = security switch
    {
        "psk" => PeerSecurity.PreSharedKey("lab", new byte[32]),
        "passcode" => PeerSecurity.Passcode("9264-0815"),
        _ => PeerSecurity.Unverified,
    };
}

static ITransportProvider CreateProvider(string text)
{
    string[] parts = text.Split('/');
    TimeSpan deadline = parts.Length > 1 ? TimeSpan.FromSeconds(int.Parse(parts[1], CultureInfo.InvariantCulture)) : TimeSpan.FromSeconds(10);
    return parts[0] switch
    {
        "tcp" => new TcpTransportProvider(new TcpTransportOptions { ConnectDeadline = deadline }),
        "quic" => new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = deadline, IdleTimeout = deadline > QuicTransportOptions.DefaultIdleTimeout ? deadline : QuicTransportOptions.DefaultIdleTimeout }),
        _ => throw new ArgumentException($"There is no transport '{text}'."),
    };
}

void Tell(string what)
{
    lock (session)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} {what}"));
}
