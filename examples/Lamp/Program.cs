using System.Net;
using Lamp;
using PeerProto;

// A lamp and its remote control as two peers over TCP on this machine, encrypted by default. Small enough to be published ahead of time; see the README.
using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
LampService control = new();

await using PeerSession<ILamp> lamp = await PeerSession.StartAsync<ILamp>(new LampService(), OnThisMachine, patience.Token);
await using PeerSession<ILamp> remote = await PeerSession.StartAsync<ILamp>(control, OnThisMachine, patience.Token);
Peer<ILamp> peer = await remote.ConnectAsync(lamp.LocalEndpoints[0], patience.Token);

await foreach (Scene scene in peer.Contract.ScenesAsync(patience.Token))
{
    Light before = await peer.Contract.SetAsync(scene.Light, patience.Token);
    await lamp.Everyone.Changes.SendAsync(scene.Light, patience.Token);
    Light now = await control.NextChangeAsync(patience.Token);
    Console.WriteLine($"{scene.Name}: {before.Brightness} % to {now.Brightness} % in {scene.Fade.TotalSeconds} s, {Describe(scene.Effect)}");
}

static string Describe(Effect effect) => effect switch
{
    Steady => "steady",
    Candle candle => $"flickering every {candle.Flicker.TotalMilliseconds} ms",
    _ => "with an effect that only newer controls know",
};

static void OnThisMachine(PeerSessionOptions options)
{
    options.ListenAddress = IPAddress.Loopback;
    options.UseDiscovery = false; // the remote control knows the lamp's address
}
