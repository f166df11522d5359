using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

public sealed class LabImpairmentTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(1));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task RelayedCables_CarryEverythingThatTheKernelsDo()
    {
        await using NetworkLab lab = await MakeAsync(LinkImpairment.None);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);
        Assert.Equal("pong: v4", await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "v4", Guard));
        using Socket firstV6 = Sockets.Udp(lab[0], lab[0].LinkLocalAddress!);
        using Socket secondV6 = Sockets.Udp(lab[1], lab[1].LinkLocalAddress!);
        Assert.Equal("pong: v6", await Sockets.PingAsync(firstV6, secondV6, lab[0].LinkLocalAddressOf(lab[1]), "v6", Guard));
        IPAddress group = IPAddress.Parse("239.77.0.9");
        using Socket member = Sockets.Joined(lab[1], group, 5_409);
        await first.SendToAsync("hello"u8.ToArray(), new IPEndPoint(group, 5_409), Guard);
        byte[] buffer = new byte[100];
        Assert.Equal(5, await member.ReceiveAsync(buffer, Guard));
        Assert.True(lab[0].SentCounters.Packets > 0);
        Assert.True(lab[1].ReceivedCounters.Packets > 0);
    }

    [Fact]
    public async Task Delay_IsOnTheWireBothWays()
    {
        await using NetworkLab lab = await MakeAsync(new LinkImpairment { Delay = TimeSpan.FromMilliseconds(20) });
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);
        await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "addresses resolved", Guard);

        long start = Stopwatch.GetTimestamp();
        await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "timed", Guard);
        TimeSpan took = Stopwatch.GetElapsedTime(start);

        Figures.Record("round trip through two cables of 20 ms each", took);
        Assert.True(took >= TimeSpan.FromMilliseconds(80), $"{took}: each of four crossings takes 20 ms at least");
    }

    [Fact]
    public async Task LossAndDuplication_ArriveAsTheyAreCounted()
    {
        const int Datagrams = 200;
        await using NetworkLab lab = await MakeAsync(LinkImpairment.None);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);
        await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "addresses resolved", Guard);
        lab[0].SetImpairment(new LinkImpairment { Loss = 0.2, Duplication = 0.2 });
        for (int i = 0; i < Datagrams; i++)
            await first.SendToAsync(Encoding.ASCII.GetBytes($"{i}"), new IPEndPoint(lab[1].IPv4Address!, second.Port()), Guard);
        for (int i = 0; i < Datagrams; i++) // one of them gets through, and none before what was sent before it
            await first.SendToAsync("-1"u8.ToArray(), new IPEndPoint(lab[1].IPv4Address!, second.Port()), Guard);

        List<int> arrived = await ReadUntilMinusOneAsync(second);

        Figures.Record("loss and duplication", lab.Report());
        LinkCounters sent = lab[0].SentCounters;
        int lost = Datagrams - arrived.Distinct().Count(), doubled = arrived.Count - arrived.Distinct().Count();
        Assert.InRange(lost, Datagrams / 10, Datagrams / 3);
        Assert.InRange(doubled, Datagrams / 20, Datagrams / 3);
        Assert.True(sent.Lost >= lost && sent.Duplicated >= doubled, $"{lost} lost, {doubled} doubled, and counted {sent}");
        Assert.Contains("seed 1", lab.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_IsWhatTcpGets()
    {
        const int Bytes = 1_000_000;
        await using NetworkLab lab = await MakeAsync(new LinkImpairment { BytesPerSecond = 2_000_000 });
        using Socket listener = lab[1].Invoke(() =>
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(lab[1].IPv4Address!, 0));
            socket.Listen();
            return socket;
        });
        using Socket dialing = lab[0].Invoke(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        await dialing.ConnectAsync(listener.LocalEndPoint!, Guard);
        using Socket accepted = await listener.AcceptAsync(Guard);

        long start = Stopwatch.GetTimestamp();
        Task sending = dialing.SendAsync(new byte[Bytes], Guard).AsTask();
        byte[] buffer = new byte[65_536];
        for (int received = 0; received < Bytes;)
            received += await accepted.ReceiveAsync(buffer, Guard);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        await sending;

        Figures.Record("1 MB over TCP at 2 MB/s", took);
        Assert.True(took > TimeSpan.FromSeconds(0.4), $"{took}: the cable lets no more through");
    }

    [Fact]
    public async Task ChangedAddress_IsTheOnlyOneThatAnswers()
    {
        await using NetworkLab lab = await MakeAsync(null);
        IPAddress old = lab[1].IPv4Address!;
        byte[] bytes = old.GetAddressBytes();
        bytes[3] = 99;
        await lab[1].ChangeIPv4AddressAsync(new IPAddress(bytes), Guard);

        Assert.Equal(new IPAddress(bytes), lab[1].IPv4Address);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);
        Assert.Equal("pong: new", await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "new", Guard));
        Assert.Throws<SocketException>(() => Sockets.Udp(lab[1], old));
    }

    [Fact]
    public async Task FlappedLink_WorksAgain()
    {
        await using NetworkLab lab = await MakeAsync(LinkImpairment.None);
        await lab[1].FlapAsync(2, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50), Guard);
        using Socket first = Sockets.Udp(lab[0], lab[0].IPv4Address!);
        using Socket second = Sockets.Udp(lab[1], lab[1].IPv4Address!);

        Assert.Equal("pong: back", await Sockets.PingAsync(first, second, lab[1].IPv4Address!, "back", Guard));
    }

    [Fact]
    public async Task Mtu_IsTheInterfacesOwn()
    {
        await using NetworkLab lab = await MakeAsync(null);
        await lab[0].SetMtuAsync(1_300, Guard);

        Assert.Equal(1_300, lab[0].Invoke(() => NetworkInterface.GetAllNetworkInterfaces().Single(one => one.Name == "eth0").GetIPProperties().GetIPv4Properties().Mtu));
    }

    [Fact]
    public async Task ImpairmentWithoutRelay_IsRefusedWithTheRemedy()
    {
        await using NetworkLab lab = await MakeAsync(null);

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => lab[0].SetImpairment(LinkImpairment.None));
        Assert.Contains("LinkImpairment.None", refusal.Message, StringComparison.Ordinal);
    }

    private Task<NetworkLab> MakeAsync(LinkImpairment? impairment) =>
        NetworkLab.CreateAsync(new NetworkLabOptions { Impairment = impairment, Seed = 1 }, Guard);

    private async Task<List<int>> ReadUntilMinusOneAsync(Socket socket)
    {
        List<int> numbers = [];
        byte[] buffer = new byte[100];
        while (true)
        {
            int length = await socket.ReceiveAsync(buffer, Guard);
            int number = int.Parse(buffer.AsSpan(0, length), System.Globalization.CultureInfo.InvariantCulture);
            if (number < 0)
                return numbers;
            numbers.Add(number);
        }
    }
}
