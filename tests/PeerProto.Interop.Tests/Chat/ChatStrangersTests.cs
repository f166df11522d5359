using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace PeerProto.Interop.Tests.Chat;

public sealed class ChatStrangersTests : IAsyncLifetime
{
    private const string ApplicationProtocol = "peerproto/0";
    private const int HalfOpenConnections = 2_000;
    private const long SmallGrowthKilobytes = 128 * 1024;

    // A length of 2^31 in eight bytes (RFC 9000, section 16), and a kind.
    private static readonly byte[] FrameOfTwoGibibytes = [0xC0, 0x00, 0x00, 0x00, 0x80, 0x00, 0x00, 0x00, 0x01];

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(3));
    private ChatScene _scene = null!;

    private CancellationToken Guard => _guard.Token;

    private ChatApp Ana => _scene.Apps[0];

    private ChatApp Ben => _scene.Apps[1];

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        _scene = await ChatScene.StartAsync(["Ana", "Ben"], ipv4: true, Guard, "stranger", "cai");
        await _scene.WhenAllFoundAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (_scene?.DisposeAsync() ?? default);
        _guard.Dispose();
    }

    [Fact]
    public async Task RandomBytes_AreRefusedWithAReason()
    {
        using Stranger stranger = await ConnectAsync();
        await stranger.SendAsync(RandomNumberGenerator.GetBytes(64 * 1024), Guard);
        await stranger.UntilEndedAsync(Guard);

        await AssertRefusedAsync(stranger);
        await AssertChatGoesOnAsync();
    }

    [Fact]
    public async Task HttpRequest_IsRefusedWithAReason()
    {
        using Stranger stranger = await ConnectAsync();
        await stranger.SendAsync("GET / HTTP/1.1\r\nHost: chat\r\n\r\n"u8.ToArray(), Guard);
        await stranger.UntilEndedAsync(Guard);

        await AssertRefusedAsync(stranger);
        await AssertChatGoesOnAsync();
    }

    [Fact]
    public async Task TlsForAnotherProtocol_IsRefusedWithAReason()
    {
        using Stranger stranger = await ConnectAsync();
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => stranger.HandshakeAsync("h2", Guard));

        Assert.True(failure is AuthenticationException or IOException, failure.ToString());
        await AssertRefusedAsync(stranger);
        await AssertChatGoesOnAsync();
    }

    [Fact]
    public async Task FrameAnnouncingTwoGibibytes_IsRefusedBeforeMemoryIsTaken()
    {
        long before = ResidentKilobytes();
        using Stranger stranger = await ConnectAsync();
        await using (SslStream tls = await stranger.HandshakeAsync(ApplicationProtocol, Guard))
        {
            await tls.WriteAsync(FrameOfTwoGibibytes, Guard);
            await stranger.UntilEndedAsync(Guard);
        }

        await AssertRefusedAsync(stranger);
        await AssertChatGoesOnAsync();
        AssertGrownLittle(before);
    }

    [Fact]
    public async Task ThousandsOfHalfOpenConnections_KeepNobodyElseOut()
    {
        long before = ResidentKilobytes();
        IPAddress address = _scene.Lab["ana"].IPv4Address!;
        int port = await Ana.PortAsync();
        long started = Stopwatch.GetTimestamp();
        Stranger[] strangers = Stranger.ConnectMany(_scene.Lab["stranger"], address, port, HalfOpenConnections);
        await AssertChatGoesOnAsync();

        _scene.Start(_scene.Lab["cai"], "Cai", Guard);
        await _scene.WhenAllFoundAsync();
        await Ana.Log.WaitForLineAsync(line => line.Contains("too many have not said who they are", StringComparison.Ordinal), Guard);
        await Task.WhenAll(strangers.Select(stranger => stranger.UntilEndedAsync(Guard)));
        TimeSpan ended = Stopwatch.GetElapsedTime(started);

        await AssertChatGoesOnAsync();
        AssertGrownLittle(before);
        foreach (Stranger stranger in strangers)
            stranger.Dispose();
        Figures.Record(string.Create(CultureInfo.InvariantCulture, $"{HalfOpenConnections} half-open connections, the last one ended after"), ended);
    }

    [Fact]
    public async Task StrangerClaimingALivePeersIdentifier_EvictsNobody()
    {
        byte[] anasId = await IdentifierAsync(seenBy: Ben, Ana);
        byte[] bensId = await IdentifierAsync(seenBy: Ana, Ben);
        using Stranger stranger = await ConnectAsync();
        await using (SslStream tls = await stranger.HandshakeAsync(ApplicationProtocol, Guard))
        {
            // A listener that takes WebSocket as well says nothing before it is spoken to. A hello begins with this byte: its length takes two, of which this is the upper.
            byte[] beginning = [0x40];
            await tls.WriteAsync(beginning, Guard);
            byte[] hello = await ReadFrameAsync(tls);
            Assert.Equal(beginning, hello[..1]);
            int at = hello.AsSpan().IndexOf(anasId);
            Assert.True(at > 0, "Ana's hello does not hold her identifier.");
            bensId.CopyTo(hello, at);
            await tls.WriteAsync(hello.AsMemory(1), Guard);
            await stranger.UntilEndedAsync(Guard);
        }

        Assert.Contains($"claims to be {Convert.ToHexStringLower(bensId)}", await AssertRefusedAsync(stranger), StringComparison.Ordinal);
        await AssertChatGoesOnAsync();
    }

    private async Task<Stranger> ConnectAsync() =>
        Stranger.Connect(_scene.Lab["stranger"], _scene.Lab["ana"].IPv4Address!, await Ana.PortAsync());

    /// <summary>The identifier of an app: the first 16 bytes of the key under which another one found it.</summary>
    private static async Task<byte[]> IdentifierAsync(ChatApp seenBy, ChatApp app)
    {
        string found = await seenBy.AnywhereAsync($"found {app.Name} ");
        string key = found[(found.LastIndexOf(' ') + 1)..].Replace("-", "", StringComparison.Ordinal);
        return Convert.FromHexString(key)[..16];
    }

    /// <summary>Reads one frame with its length in front, which tells its own size in its two top bits.</summary>
    private async Task<byte[]> ReadFrameAsync(Stream stream)
    {
        byte[] length = new byte[8];
        await stream.ReadExactlyAsync(length.AsMemory(0, 1), Guard);
        int prefix = 1 << (length[0] >> 6);
        await stream.ReadExactlyAsync(length.AsMemory(1, prefix - 1), Guard);
        int body = length[0] & 0x3F;
        for (int i = 1; i < prefix; i++)
            body = (body << 8) | length[i];
        byte[] frame = new byte[prefix + body];
        length.AsSpan(0, prefix).CopyTo(frame);
        await stream.ReadExactlyAsync(frame.AsMemory(prefix), Guard);
        return frame;
    }

    private async Task<string> AssertRefusedAsync(Stranger stranger)
    {
        string refusal = await Ana.Log.WaitForLineAsync(line => line.Contains($"Refused tcp://{stranger.LocalEndPoint}: ", StringComparison.Ordinal), Guard);
        TestContext.Current.TestOutputHelper?.WriteLine(refusal.Trim());
        return refusal;
    }

    private async Task AssertChatGoesOnAsync()
    {
        await Ana.SayToAsync(Ben, "still here");
        await Ben.SayToAsync(Ana, "me too");
        Assert.DoesNotContain("left Ben", Ana.Process.StandardOutput.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("left Ana", Ben.Process.StandardOutput.Text, StringComparison.Ordinal);
    }

    private void AssertGrownLittle(long beforeKilobytes)
    {
        long grown = ResidentKilobytes() - beforeKilobytes;
        Assert.True(grown < SmallGrowthKilobytes, $"Ana's memory grew by {grown} kB.");
    }

    private long ResidentKilobytes()
    {
        string line = File.ReadLines($"/proc/{Ana.Process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
