using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Chat;

public sealed class ChatTests : IAsyncLifetime
{
    private const int FileBytes = 50 * 1024 * 1024;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(3));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoDevicesStartedAtOnce_FindEachOtherAndTalkBothWays(bool ipv4)
    {
        long started = Stopwatch.GetTimestamp();
        await using ChatScene scene = await ChatScene.StartAsync(["Ana", "Ben"], ipv4, Guard);
        TimeSpan labMade = Stopwatch.GetElapsedTime(started);
        await scene.WhenAllFoundAsync();
        TimeSpan found = Stopwatch.GetElapsedTime(started) - labMade;
        (ChatApp ana, ChatApp ben) = (scene.Apps[0], scene.Apps[1]);

        await ana.SayToAsync(ben, "hello from Ana");
        await ben.SayToAsync(ana, "hello from Ben, ünïcödé too");
        await ben.TypeAsync("/history");

        await ben.ExpectAsync("history of Ana: ");
        Assert.Equal(0, await ben.QuitAsync());
        Assert.Equal("left Ben: ", (await ana.ExpectAsync("left Ben"))[.."left Ben: ".Length]);
        Figures.Record($"two processes started at once to found on both, {Family(ipv4)}", found);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SentFile_ArrivesByteForByte(bool ipv4)
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana", "Ben"], ipv4, Guard);
        await scene.WhenAllFoundAsync();
        (ChatApp ana, ChatApp ben) = (scene.Apps[0], scene.Apps[1]);
        byte[] bytes = RandomNumberGenerator.GetBytes(FileBytes);
        string path = Path.Combine(ana.Downloads, "photo.jpg");
        await File.WriteAllBytesAsync(path, bytes, Guard);

        long started = Stopwatch.GetTimestamp();
        await ana.TypeAsync($"/send {path}");
        string announced = await ben.ExpectAsync("file ");
        TimeSpan taken = Stopwatch.GetElapsedTime(started);

        Assert.Equal($"file photo.jpg ({FileBytes} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}) from Ana", announced);
        Assert.Equal([Path.Combine(ben.Downloads, "photo.jpg")], Directory.GetFiles(ben.Downloads));
        byte[] arrived = await File.ReadAllBytesAsync(Path.Combine(ben.Downloads, "photo.jpg"), Guard);
        Assert.True(bytes.AsSpan().SequenceEqual(arrived), "The file arrived with other bytes.");
        await ana.ExpectAsync("sent photo.jpg to Ben ");
        await ben.SayToAsync(ana, "thanks");
        Figures.Record(
            $"50 MiB file, {Family(ipv4)}", string.Create(CultureInfo.InvariantCulture, $"{taken.TotalSeconds:0.00} s, {50 / taken.TotalSeconds:0} MiB/s"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KilledDevice_IsReportedLeft(bool ipv4)
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana", "Ben"], ipv4, Guard);
        await scene.WhenAllFoundAsync();

        long killed = Stopwatch.GetTimestamp();
        scene.Apps[1].Process.Kill();
        await scene.Apps[0].ExpectAsync("left Ben: ");

        Figures.Record($"SIGKILL of one side to left on the other, {Family(ipv4)}", Stopwatch.GetElapsedTime(killed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CutOffDevice_IsReportedLeftByKeepAliveAndFoundAgainWhenBack(bool ipv4)
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana", "Ben"], ipv4, Guard);
        (ChatApp ana, ChatApp ben) = (scene.Apps[0], scene.Apps[1]);
        await Task.WhenAll(ana.ExpectAsync("found Ben "), ben.ExpectAsync("found Ana "));

        long cut = Stopwatch.GetTimestamp();
        await scene.Lab["ben"].DisconnectAsync(Guard);
        await Task.WhenAll(ana.ExpectAsync("left Ben: "), ben.ExpectAsync("left Ana: "));
        TimeSpan noticed = Stopwatch.GetElapsedTime(cut);
        long back = Stopwatch.GetTimestamp();
        await scene.Lab["ben"].ReconnectAsync(Guard);
        await Task.WhenAll(ana.ExpectAsync("found Ben "), ben.ExpectAsync("found Ana "));
        TimeSpan found = Stopwatch.GetElapsedTime(back);
        await ana.SayToAsync(ben, "there you are");

        Figures.Record($"silent partition to left on both, {Family(ipv4)}", noticed);
        Figures.Record($"link back to found again on both, {Family(ipv4)}", found);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ThreeDevices_FormAMesh(bool ipv4)
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana", "Ben", "Cai"], ipv4, Guard);
        await scene.WhenAllFoundAsync();

        foreach (ChatApp app in scene.Apps)
            await app.TypeAsync($"here is {app.Name}");

        await Task.WhenAll(
            from app in scene.Apps from other in scene.Apps where other != app select app.AnywhereAsync($"line from {other.Name}: here is {other.Name}"));
        Assert.Equal(0, await scene.Apps[2].QuitAsync());
        await Task.WhenAll(scene.Apps[0].ExpectAsync("left Cai: "), scene.Apps[1].ExpectAsync("left Cai: "));
        await scene.Apps[0].SayToAsync(scene.Apps[1], "two left");
    }

    [Fact]
    public async Task DeviceStartedLater_FindsThosePresent()
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana"], ipv4: true, Guard, "ben");
        await scene.Apps[0].PortAsync();

        long started = Stopwatch.GetTimestamp();
        scene.Start(scene.Lab["ben"], "Ben", Guard);
        await scene.WhenAllFoundAsync();

        Figures.Record("second process started to found on both", Stopwatch.GetElapsedTime(started));
    }

    [Fact]
    public async Task QuickStart_RunsToItsEndOnAHostWithoutNetwork()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, Guard);
        await lab[0].SetLinkDownAsync(Guard);

        LabCommandResult result = await lab[0].RunDotnetAsync(LabPrograms.QuickStart, [], Guard);

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        Assert.Contains("closed ", result.StandardOutput, StringComparison.Ordinal);
    }

    private static string Family(bool ipv4) => ipv4 ? "IPv4 and IPv6" : "IPv6 only";
}
