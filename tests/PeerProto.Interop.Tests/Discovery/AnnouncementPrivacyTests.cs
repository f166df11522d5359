using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerProto.Interop.Tests.Lab;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>What a device in the same network reads of two sessions with the defaults of discovery, from their first question to their goodbye.</summary>
public sealed class AnnouncementPrivacyTests : IAsyncLifetime
{
    private const int ShortestTelling = 4; // shorter names are in any packet
    private const int MdnsPort = 5353;

    private static readonly byte[] End = "the observer has seen enough"u8.ToArray();

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(5));
    private NetworkLab _lab = null!;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["anas-laptop", "bens-phone", "observer"] }, _guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_lab?.DisposeAsync() ?? default);
        _guard.Dispose();
    }

    [Fact]
    public async Task AnnouncementsOfSessions_NameNeitherMachineNorUserNorPeer()
    {
        using Socket ipv4 = Sockets.Joined(_lab["observer"], IPAddress.Parse("224.0.0.251"), MdnsPort);
        using Socket ipv6 = Sockets.Joined(_lab["observer"], IPAddress.Parse("ff02::fb"), MdnsPort);
        Task<List<byte[]>>[] observing = [ObserveAsync(ipv4), ObserveAsync(ipv6)];
        await using LabProcess ana = _lab["anas-laptop"].StartDotnet(LabPrograms.LabPeer, ["found", "tcp"]);
        await using LabProcess ben = _lab["bens-phone"].StartDotnet(LabPrograms.LabPeer, ["found", "tcp"]);
        string[] identifiers = [.. await IdentifiersAsync(ana), .. await IdentifiersAsync(ben)];
        foreach (LabProcess peer in new[] { ana, ben }) // each says so when its call was answered, which the other's end would break
            await peer.WaitForLineAsync(static line => line.Contains(" joined ", StringComparison.Ordinal), _guard.Token);

        foreach (LabProcess peer in new[] { ana, ben })
        {
            peer.StandardInput.Close();
            Assert.Equal(0, await peer.Exited.WaitAsync(_guard.Token));
        }

        foreach (LabHost host in new[] { _lab["anas-laptop"], _lab["bens-phone"] }) // behind the last that each of them sent
            await TellEndAsync(host);
        List<byte[]> packets = [.. (await Task.WhenAll(observing)).SelectMany(static seen => seen)];

        string seen = string.Join('\n', packets.Select(Encoding.Latin1.GetString));
        Assert.Contains("_lab-peer", seen, StringComparison.Ordinal);
        Assert.Contains("pp-", seen, StringComparison.Ordinal); // a host name, made anew by each session
        string[] names = ["anas-laptop", "bens-phone", "lab peer", Environment.MachineName, Environment.UserName, .. identifiers, .. identifiers.Select(static digits => digits.Replace("-", "", StringComparison.Ordinal))];
        Assert.DoesNotContain(names, name => name.Length >= ShortestTelling && seen.Contains(name, StringComparison.OrdinalIgnoreCase));
        byte[][] raw = [.. identifiers.Select(static digits => Convert.FromHexString(digits.Replace("-", "", StringComparison.Ordinal)))];
        Assert.DoesNotContain(packets, packet => Array.Exists(raw, bytes => packet.AsSpan().IndexOf(bytes) >= 0));
    }

    /// <summary>Peer identifier and key, in hexadecimal digits.</summary>
    private async Task<string[]> IdentifiersAsync(LabProcess peer) =>
        (await peer.WaitForLineAsync(static line => line.Contains(" is ", StringComparison.Ordinal), _guard.Token)).Split(' ')[2..];

    private async Task<List<byte[]>> ObserveAsync(Socket socket)
    {
        const int Devices = 2;
        List<byte[]> packets = [];
        byte[] buffer = new byte[9000];
        int ended = 0;
        while (ended < Devices)
        {
            int length = await socket.ReceiveAsync(buffer, _guard.Token);
            byte[] packet = buffer[..length];
            if (packet.AsSpan().SequenceEqual(End))
                ended++;
            else
                packets.Add(packet);
        }

        return packets;
    }

    private async Task TellEndAsync(LabHost host)
    {
        using Socket ipv4 = Sockets.Udp(host, host.IPv4Address!);
        using Socket ipv6 = Sockets.Udp(host, host.LinkLocalAddress!);
        await ipv4.SendToAsync(End, new IPEndPoint(IPAddress.Parse("224.0.0.251"), MdnsPort), _guard.Token);
        await ipv6.SendToAsync(End, new IPEndPoint(new IPAddress(IPAddress.Parse("ff02::fb").GetAddressBytes(), host.LinkLocalAddress!.ScopeId), MdnsPort), _guard.Token);
    }
}
