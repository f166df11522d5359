using System.Globalization;
using System.Net;
using System.Net.Quic;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using PeerProto.AllocationProbe;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Security;

/// <summary>
/// Strangers by the hundred, by the thousand with PEERPROTO_SOAK=1, who begin and fall silent before a peer in a process of its own. They come from several addresses of the loopback interface and
/// fill the places of each. The peer gives everybody five minutes, so that what is counted does not depend on how fast the machine is.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
public sealed class HalfOpenStrangersTests : IDisposable
{
    private const int Addresses = 7;
    private const int Places = Addresses * PeerSessionOptions.DefaultMaximumPendingConnectionsPerAddress; // fewer than there are in all
    private const int WarmUp = 16;
    private const long SlackKilobytes = 48 * 1024;
    private const long GarbageKilobytes = 24; // of each who was dropped, until it is collected

    private static readonly int StrangersOfAnAddress = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 715 : 40;
    private static readonly int Strangers = Addresses * StrangersOfAnAddress;

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly PeerIdentity _identity = PeerIdentity.Create();
    private readonly List<IDisposable> _links = [];

    public HalfOpenStrangersTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux takes all of 127.0.0.0/8 for this machine, and tells the memory of a process in a file.");
        _guard.CancelAfter(TimeSpan.FromMinutes(10));
    }

    public void Dispose()
    {
        foreach (IDisposable link in _links)
            link.Dispose();
        _identity.Dispose();
        _guard.Dispose();
    }

    [Theory]
    [InlineData("unverified", 192)]
    [InlineData("psk", 96)]
    public async Task StrangersFallSilentBehindTheirHello_AsManyAsThereArePlacesAreHeldAndAPeerGetsIn(string security, int kilobytesEach)
    {
        await using LabProcess peer = Start("tcp", security);
        IPEndPoint place = await PlaceOfAsync(peer, "tcp");
        byte[] hello = await FirstBytes.OfAsync(SecurityNamed(security));
        await ComeAsync(AddressOf(Addresses), WarmUp, BeginAsync);
        long before = ResidentKilobytes(peer);

        int held = await ComeAsync(BeginAsync);

        AssertHeld("TCP, first flight answered", security, held, ResidentKilobytes(peer) - before, kilobytesEach);
        await GetsInAsync("tcp", security, place);

        async Task<bool> BeginAsync(IPAddress from)
        {
            Socket link = Open(from, SocketType.Stream);
            try
            {
                await link.ConnectAsync(place, _guard.Token);
                await link.SendAsync(hello, _guard.Token);
                return await link.ReceiveAsync(new byte[1], _guard.Token) > 0;
            }
            catch (SocketException)
            {
                return false; // one too many
            }
        }
    }

    [Fact]
    public async Task StrangersFallSilentBeforeThePasscode_AsManyAsThereArePlacesAreHeldAndAPeerGetsIn()
    {
        await using LabProcess peer = Start("tcp", "passcode");
        IPEndPoint place = await PlaceOfAsync(peer, "tcp");
        IStreamSecurity tls = PeerSecurity.Unverified.CreateStreamSecurity(_identity);
        await ComeAsync(AddressOf(Addresses), WarmUp, ShakeHandsAsync);
        long before = ResidentKilobytes(peer);

        int held = await ComeAsync(ShakeHandsAsync);

        AssertHeld("TCP, TLS complete", "passcode", held, ResidentKilobytes(peer) - before, 192);
        await GetsInAsync("tcp", "passcode", place);

        async Task<bool> ShakeHandsAsync(IPAddress from)
        {
            Socket link = Open(from, SocketType.Stream);
            try
            {
                await link.ConnectAsync(place, _guard.Token);
                await tls.AuthenticateAsClientAsync(new NetworkStream(link), new SecurityContext { RemoteEndpoint = PeerEndpoint.FromAddress("tcp", place) }, _guard.Token);
                return true;
            }
            catch (Exception refused) when (refused is SocketException or PeerConnectionException)
            {
                return false; // one too many
            }
        }
    }

    [Fact]
    public async Task StrangersFallSilentBehindTheHandshakeOfQuic_AsManyAsThereArePlacesAreHeldAndAPeerGetsIn()
    {
        Peers.RequireQuic();
        await using LabProcess peer = Start("quic/300", "unverified");
        IPEndPoint place = await PlaceOfAsync(peer, "quic");
        using SemaphoreSlim refusals = new(0);
        List<Task> watches = [];
        using CancellationTokenSource leaving = CancellationTokenSource.CreateLinkedTokenSource(_guard.Token);
        try
        {
            await ComeAsync(AddressOf(Addresses), WarmUp, ConnectAsync);
            long before = ResidentKilobytes(peer);

            await ComeAsync(ConnectAsync);
            for (int refused = 0; refused < Strangers - Places; refused++)
                await refusals.WaitAsync(_guard.Token);

            AssertHeld("QUIC, handshake complete", "unverified", Places, ResidentKilobytes(peer) - before, 256);
            await GetsInAsync("quic", "unverified", place);
            Assert.Equal(0, refusals.CurrentCount); // those who have a place keep it
        }
        finally
        {
            await leaving.CancelAsync();
            await Task.WhenAll(watches);
        }

        async Task<bool> ConnectAsync(IPAddress from)
        {
            QuicConnection connection;
            try
            {
                connection = await QuicConnection.ConnectAsync(Describe(place, from), _guard.Token);
            }
            catch (QuicException)
            {
                refusals.Release();
                return false;
            }

            Task watching = WatchAsync(connection);
            lock (watches)
                watches.Add(watching);
            return true;
        }

        async Task WatchAsync(QuicConnection connection)
        {
            await using (connection)
            {
                try
                {
                    await connection.AcceptInboundStreamAsync(leaving.Token);
                }
                catch (QuicException ended) when (ended.QuicError == QuicError.ConnectionAborted)
                {
                    refusals.Release();
                }
                catch (Exception ended) when (ended is OperationCanceledException or QuicException)
                {
                    // it was held to the end
                }
            }
        }
    }

    [Fact]
    public async Task StrangersFallSilentInTheHandshakeOfQuic_APeerGetsIn()
    {
        Peers.RequireQuic();
        await using LabProcess peer = Start("quic", "unverified");
        IPEndPoint place = await PlaceOfAsync(peer, "quic");
        byte[][] hello = await FirstDatagramsAsync();
        await ComeAsync(AddressOf(Addresses), WarmUp, BeginAsync);
        long before = ResidentKilobytes(peer);

        int taken = await ComeAsync(BeginAsync);

        long grown = ResidentKilobytes(peer) - before;
        int held = Math.Min(taken, TransportListenOptions.DefaultBacklog);
        Record("QUIC, first flight answered", "unverified", held, grown);
        Figures.Record("QUIC strangers who were told to come again with a token", (Strangers - taken).ToString(CultureInfo.InvariantCulture));
        Assert.InRange(grown, long.MinValue, SlackKilobytes + (160L * held));
        await GetsInAsync("quic", "unverified", place); // at the latest when the others' handshakes have timed out

        async Task<bool> BeginAsync(IPAddress from)
        {
            const int Retry = 0x30; // the type of a packet with a long header (RFC 9000 section 17.2)
            Socket link = Open(from, SocketType.Dgram);
            await link.ConnectAsync(place, _guard.Token);
            foreach (byte[] datagram in hello)
                await link.SendAsync(datagram, _guard.Token);
            byte[] answer = new byte[2048];
            await link.ReceiveAsync(answer, _guard.Token);
            return (answer[0] & Retry) != Retry;
        }
    }

    private static PeerSecurity SecurityNamed(string security) => security == "psk" ? PeerSecurity.PreSharedKey("lab", new byte[32]) : PeerSecurity.Unverified;

    private static IPAddress AddressOf(int stranger) => new([127, 0, 1, (byte)(stranger + 1)]);

    private static LabProcess Start(string transport, string security) =>
        LabProcess.Start($"a peer over {transport}", Executables.FindDotnet(), [LabPrograms.LabPeer, "patient", transport, "0", security]);

    private static long ResidentKilobytes(LabProcess process)
    {
        string line = File.ReadLines($"/proc/{process.Id}/status").First(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static void AssertHeld(string how, string security, int held, long grownKilobytes, int kilobytesEach)
    {
        Record(how, security, held, grownKilobytes);
        Assert.Equal(Places, held);
        Assert.InRange(grownKilobytes, long.MinValue, SlackKilobytes + ((long)held * kilobytesEach) + ((Strangers - held) * GarbageKilobytes));
    }

    private static void Record(string how, string security, int held, long grownKilobytes) => Figures.Record(
        $"{Strangers} half-open strangers, {how}, {security}",
        string.Create(CultureInfo.InvariantCulture, $"{held} held, {(double)grownKilobytes / Math.Max(held, 1):0.0} KiB of the process for each"));

    private async Task<IPEndPoint> PlaceOfAsync(LabProcess peer, string transport)
    {
        string line = await peer.WaitForLineAsync(line => line.Contains($" listener {transport} Ready ", StringComparison.Ordinal), _guard.Token);
        return PeerEndpoint.Parse(line[(line.LastIndexOf(' ') + 1)..]).Address!;
    }

    private async Task GetsInAsync(string transport, string security, IPEndPoint place)
    {
        await using LabProcess honest = Start(transport, security);
        await honest.StandardInput.WriteLineAsync($"dial {transport}://{place}");
        await honest.WaitForLineAsync(line => line.EndsWith($" joined {transport}://{place} Hello lab", StringComparison.Ordinal), _guard.Token);
    }

    /// <summary>Strangers come from all addresses at once.</summary>
    /// <returns>How many of them are held.</returns>
    private async Task<int> ComeAsync(Func<IPAddress, Task<bool>> begin) =>
        (await Task.WhenAll(Enumerable.Range(0, Addresses).Select(address => Task.Run(() => ComeAsync(AddressOf(address), StrangersOfAnAddress, begin), _guard.Token)))).Sum();

    private static async Task<int> ComeAsync(IPAddress from, int count, Func<IPAddress, Task<bool>> begin)
    {
        int held = 0;
        for (int i = 0; i < count; i++)
            held += await begin(from) ? 1 : 0;
        return held;
    }

    private Socket Open(IPAddress from, SocketType type)
    {
        Socket link = new(AddressFamily.InterNetwork, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        link.Bind(new IPEndPoint(from, 0));
        lock (_links)
            _links.Add(link);
        return link;
    }

    private QuicClientConnectionOptions Describe(IPEndPoint place, IPAddress from)
    {
        X509Certificate2 certificate = PeerSecurity.Unverified.CreateTlsCredentials(_identity)!.Certificate;
        return new QuicClientConnectionOptions
        {
            RemoteEndPoint = place,
            LocalEndPoint = new IPEndPoint(from, 0),
            DefaultCloseErrorCode = 0,
            DefaultStreamErrorCode = 0,
            IdleTimeout = Timeout.InfiniteTimeSpan, // that of the peer counts
            MaxInboundUnidirectionalStreams = 1, // or nobody could wait for the end
            ClientAuthenticationOptions = new SslClientAuthenticationOptions
            {
                ApplicationProtocols = [new SslApplicationProtocol(SecurityContext.DefaultApplicationProtocol)],
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                TargetHost = "",
            },
        };
    }

    /// <summary>What a client sends before anybody answers: one or two datagrams, as long as its hello is, or the same one twice.</summary>
    private async Task<byte[][]> FirstDatagramsAsync()
    {
        using UdpClient ear = new(new IPEndPoint(IPAddress.Loopback, 0));
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(_guard.Token);
        Task connecting = QuicConnection.ConnectAsync(Describe((IPEndPoint)ear.Client.LocalEndPoint!, IPAddress.Loopback), enough.Token).AsTask();
        byte[][] heard = [(await ear.ReceiveAsync(_guard.Token)).Buffer, (await ear.ReceiveAsync(_guard.Token)).Buffer];
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        return heard;
    }
}
