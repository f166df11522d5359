using PeerProto;
using QuickStart;

// Two peers in one process. On two devices each would run one of the two, and nothing else would change.
using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
Whiteboard bens = new();

await using PeerSession<IWhiteboard> ana = await PeerSession.StartAsync<IWhiteboard>(new Whiteboard(), options => options.DisplayName = "Ana");
await using PeerSession<IWhiteboard> ben = await PeerSession.StartAsync<IWhiteboard>(bens, options => options.DisplayName = "Ben");
Console.WriteLine($"Ana listens at {ana.LocalEndpoints[0]}, Ben at {ben.LocalEndpoints[0]}; neither knows the other's address.");

using CancellationTokenRegistration hint = patience.Token.Register(static () =>
    Console.WriteLine("Nothing more happened in 30 s. Peers find each other by multicast on UDP port 5353: does a firewall keep that from this program?"));

await foreach (PeerEvent<IWhiteboard> change in ana.PeersAsync(patience.Token)) // first those present, then every change
{
    if (change.Peer.Id != ben.Id)
        continue; // somebody else's whiteboard on this network
    if (change.Kind == PeerEventKind.Left)
    {
        Console.WriteLine($"closed      {change.Reason?.Cause}");
        break;
    }

    Console.WriteLine($"found       {change.Peer} at {change.Peer.RemoteEndpoint}");
    Console.WriteLine($"connected   key {change.Peer.Key}");
    await TalkTo(change.Peer);
    await ben.DisposeAsync();
}

async Task TalkTo(Peer<IWhiteboard> peer)
{
    await ana.Everyone.Strokes.SendAsync(new Stroke(0xFF0000, 1, 2), patience.Token); // encoded once, sent to all
    Console.WriteLine($"message     Ben drew {await bens.FirstStroke.WaitAsync(patience.Token)}");

    int imported = await peer.Contract.ImportAsync(Circle(), patience.Token);
    Console.WriteLine($"stream out  Ben imported {imported} strokes");

    int replayed = 0;
    await foreach (Stroke stroke in peer.Contract.ReplayAsync(1, patience.Token))
        replayed++;
    Console.WriteLine($"stream in   Ben replayed {replayed} strokes");

    Snapshot snapshot = await peer.Contract.GetSnapshotAsync(patience.Token);
    Console.WriteLine($"call        Ben's board has {snapshot.Strokes.Length} strokes");

    await peer.FlushAsync(patience.Token);
    Console.WriteLine($"confirmed   {peer.UnconfirmedMessages} messages are unconfirmed");
}

static async IAsyncEnumerable<Stroke> Circle()
{
    for (int degrees = 0; degrees < 360; degrees++)
    {
        (double y, double x) = Math.SinCos(Math.PI * degrees / 180);
        yield return new Stroke(0x0000FF, (float)x, (float)y);
    }

    await Task.CompletedTask;
}
