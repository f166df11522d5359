using System.Diagnostics;
using System.Globalization;
using System.Net;
using PeerProto;
using PeerProto.AllocationProbe;

// Two sessions over TCP on loopback; one sends structs to the other as fast as credit lets it. Prints, for two windows, what the whole process allocated a message.
// Arguments: messages a window, warm-up in milliseconds. Or, to measure something else: half-open, kind of security, number of connections.
if (args is ["half-open", var kind, var connections])
    return await HalfOpenLinks.MeasureAsync(kind, int.Parse(connections, CultureInfo.InvariantCulture));
int messages = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000_000;
TimeSpan warmUp = TimeSpan.FromMilliseconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2_000);

Counter counter = new();
await using PeerSession<IProbe> receiver = await PeerSession.StartAsync<IProbe>(counter, Configure);
await using PeerSession<IProbe> sender = await PeerSession.StartAsync<IProbe>(new Counter(), Configure);
Peer<IProbe> peer = await sender.ConnectAsync(receiver.LocalEndpoints[0]);
IMessageChannel<Sample> samples = peer.Contract.Samples;
long sent = 0;

for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < warmUp;)
    await SendAsync(10_000);
for (int window = 1; window <= 2; window++)
{
    long allocated = GC.GetTotalAllocatedBytes(precise: true);
    long start = Stopwatch.GetTimestamp();
    await SendAsync(messages);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"window {window}: {(double)allocated / messages:F6} B/message, {allocated} B, {messages / seconds:F0} messages/s"));
}

await peer.FlushAsync();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"handled {counter.Count} of {sent}"));
return counter.Count == sent ? 0 : 1;

async ValueTask SendAsync(int count)
{
    for (int i = 0; i < count; i++)
        await samples.SendAsync(new Sample(sent++, i, -i));
}

static void Configure(PeerSessionOptions options)
{
    options.Security = PeerSecurity.None;
    options.UseDiscovery = false;
    options.ListenAddress = IPAddress.Loopback;
}
