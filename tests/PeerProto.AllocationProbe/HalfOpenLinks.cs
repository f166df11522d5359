using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.AllocationProbe;

/// <summary>What links cost a session whose other ends have begun and then fall silent.</summary>
internal static class HalfOpenLinks
{
    private const int WarmUp = 32;

    /// <summary>Opens links to a session, sends the first bytes of what its security expects on each, and prints what each keeps: of managed memory, and of the process.</summary>
    public static async Task<int> MeasureAsync(string kind, int connections)
    {
        PeerSecurity security = kind switch
        {
            "Unverified" => PeerSecurity.Unverified,
            "PreSharedKey" => PeerSecurity.PreSharedKey("probe", new byte[32]),
            "Passcode" => PeerSecurity.Passcode("9264-0815"),
            _ => PeerSecurity.None,
        };
        await using PeerSession<IProbe> session = await PeerSession.StartAsync<IProbe>(new Counter(), options =>
        {
            options.Security = security;
            options.UseDiscovery = false;
            options.ListenAddress = IPAddress.Loopback;
            options.MaximumPendingConnections = options.MaximumPendingConnectionsPerAddress = 2 * (WarmUp + connections);
            options.HandshakeDeadline = options.UpgradeDeadline = TimeSpan.FromMinutes(5);
            options.Timings = options.Timings with { Hello = TimeSpan.FromMinutes(5) };
        });
        byte[] beginning = await FirstBytes.OfAsync(security);
        IPEndPoint place = session.LocalEndpoints[0].Address!;
        List<Socket> links = [];
        await OpenAsync(WarmUp);
        (long managed, long resident) before = await MeasureAsync();
        await OpenAsync(connections);
        (long managed, long resident) after = await MeasureAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}: {(after.managed - before.managed) / connections} B managed, {(after.resident - before.resident) / connections} B resident for each of {connections}"));
        foreach (Socket link in links)
            link.Dispose();
        return 0;

        async Task OpenAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Socket link = new(SocketType.Stream, ProtocolType.Tcp);
                links.Add(link);
                await link.ConnectAsync(place);
                await link.SendAsync(beginning);
                await link.ReceiveAsync(new byte[1]); // the session has come to it: it answers, or has said its hello
            }
        }
    }

    private static async Task<(long Managed, long Resident)> MeasureAsync()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        using System.Diagnostics.Process self = System.Diagnostics.Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64);
    }
}
