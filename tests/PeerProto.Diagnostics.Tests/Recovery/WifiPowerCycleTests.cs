namespace PeerProto.Diagnostics.Tests.Recovery;

public sealed class WifiPowerCycleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Commands_AreThoseOfMacOS() =>
        Assert.Equal(["networksetup -setairportpower en0 off", "networksetup -setairportpower en0 on"], new WifiPowerCycle("en0").Commands);

    [Theory]
    [InlineData("")]
    [InlineData("en0; rm")]
    [InlineData("-x")]
    [InlineData("abcdefghijklmnop")]
    public void NameThatNoDeviceHas_IsRefused(string device) => Assert.ThrowsAny<ArgumentException>(() => new WifiPowerCycle(device));

    [Fact]
    public async Task OtherSystems_AreToldTheCommands()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "This is macOS, whose Wi-Fi stays on.");
        PlatformNotSupportedException failure = await Assert.ThrowsAsync<PlatformNotSupportedException>(() => new WifiPowerCycle("en1").RunAsync(Token));
        Assert.Contains("networksetup -setairportpower en1 off; networksetup -setairportpower en1 on", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_IsRunTwiceInOrder()
    {
        using StandIn program = new("echo \"$@\" >> \"$0.log\"");
        await new WifiPowerCycle("en0", program.Command).SwitchAsync(Token);
        Assert.Equal(["-setairportpower en0 off", "-setairportpower en0 on"], await File.ReadAllLinesAsync(program.Path + ".log", Token));
    }

    [Theory]
    [InlineData("echo not allowed >&2; exit 14", "not allowed")]
    [InlineData("echo 'en0 is not a Wi-Fi interface.'", "en0 is not a Wi-Fi interface.")]
    public async Task ProgramThatFails_IsQuoted(string script, string said)
    {
        using StandIn program = new(script);
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => new WifiPowerCycle("en0", program.Command).SwitchAsync(Token));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OffThatFails_IsFollowedByOn()
    {
        using StandIn program = new("echo \"$@\" >> \"$0.log\"; test \"$3\" = on || { echo half done >&2; exit 5; }");
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => new WifiPowerCycle("en0", program.Command).SwitchAsync(Token));
        Assert.StartsWith("Switching Wi-Fi off failed: networksetup ended with 5 and said: half done.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["-setairportpower en0 off", "-setairportpower en0 on"], await File.ReadAllLinesAsync(program.Path + ".log", Token));
    }

    [Fact]
    public async Task Cancellation_InBetween_LeavesWifiOn()
    {
        using StandIn program = new("echo \"$@\" >> \"$0.log\"; test \"$3\" = on || read line < \"$0.go\"");
        using StandIn pipe = new("mkfifo \"$1\"");
        using (System.Diagnostics.Process made = System.Diagnostics.Process.Start(pipe.Command[0], [pipe.Command[1], program.Path + ".go"]))
            await made.WaitForExitAsync(Token);
        using CancellationTokenSource cancelled = new();
        Task switching = new WifiPowerCycle("en0", program.Command).SwitchAsync(cancelled.Token);
        await using (FileStream go = await Task.Run(() => new FileStream(program.Path + ".go", FileMode.Open, FileAccess.Write), Token)) // opens when "off" reads
        {
            await cancelled.CancelAsync();
            go.Write("\n"u8);
        }

        await switching.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Equal(["-setairportpower en0 off", "-setairportpower en0 on"], await File.ReadAllLinesAsync(program.Path + ".log", Token));
    }

    [Fact]
    public async Task MissingProgram_IsToldOf() =>
        Assert.Contains("/nowhere/networksetup", (await Assert.ThrowsAsync<InvalidOperationException>(() => new WifiPowerCycle("en0", ["/nowhere/networksetup"]).SwitchAsync(Token))).Message, StringComparison.Ordinal);

    private sealed class StandIn : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("networksetup-");

        public StandIn(string script)
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows runs no shell scripts.");
            File.WriteAllText(Path, script + "\n");
        }

        // read by the shell, not run as a program: what another test starts meanwhile may hold it open for writing
        public string[] Command => ["/bin/sh", Path];

        public string Path => System.IO.Path.Combine(_folder.FullName, "networksetup");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
