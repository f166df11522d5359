using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;
using PeerProto.Cli.Dhcp;

namespace PeerProto.Cli.Tests.Dhcp;

public sealed class DhcpWatchVerbTests
{
    private static readonly PhysicalAddress Client = PhysicalAddress.Parse("02:00:00:00:00:0A");

    private readonly StringWriter _output = new();

    private JsonElement[] Lines => [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public void ClientThatAsks_IsSuccess()
    {
        Assert.Equal(ExitCodes.Success, Read(new LineDhcpOutput(_output), Capture(InitReboot())));
        Assert.Contains("INIT-REBOOT 02:00:00:00:00:0a 192.168.4.50 'ph\uFFFDone': a client asks", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClientThatAsksNobody_FailsWithAdvice()
    {
        Assert.Equal(ExitCodes.Nothing, Read(new LineDhcpOutput(_output), Capture(Announcement(), Arp())));
        Assert.Contains("SILENT REUSE (likely) 02:00:00:00:00:0a 192.168.4.50 (seen by Announcement)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("next: Do not wait for DHCP", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  192.168.4.50 02:00:00:00:00:0a seen last", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClientOfBefore_IsNoFault()
    {
        Assert.Equal(ExitCodes.Success, Read(new LineDhcpOutput(_output), Capture(Arp(), Arp())));
        Assert.Contains("KNOWN 02:00:00:00:00:0a 192.168.4.50 (seen by Request): a client uses an address that it had before the watch began", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("next:", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MessagesThatAreCut_AreNoSuccessAndToldWithAdvice()
    {
        Assert.Equal(ExitCodes.Nothing, Read(new LineDhcpOutput(_output), Capture(InitReboot(), InitReboot()[..200])));
        Assert.Contains("not read: 1 DHCP messages that were cut short; in a capture, take whole packets ('tcpdump -s 0')", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Nothing, Read(new JsonDhcpOutput(new StringWriter()), Capture(InitReboot(), InitReboot()[..200])));
    }

    [Fact]
    public void AddressThatAProxyAnswersFor_IsNotToldAsAClients()
    {
        new LineDhcpOutput(_output).Write(new ArpProbeResult(IPAddress.Parse("192.168.4.50"), Client, TimeSpan.Zero) { IsShared = true });
        Assert.StartsWith("192.168.4.50 is answered for by 02:00:00:00:00:0a, which answers for others as well", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProbeThatIsAskedForMeanwhile_IsRunOnceMore()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously), goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int rounds = 0;
        RepeatedProbe probing = new(async () =>
        {
            if (++rounds > 1)
                return;
            begun.SetResult();
            await goesOn.Task;
        });
        probing.Begin();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        probing.Begin(); // the interface came up again
        probing.Begin();
        goesOn.SetResult();
        await probing.Done.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(2, rounds);
        probing.Begin();
        await probing.Done.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(3, rounds);
    }

    [Fact]
    public void Json_HasALineForEachObservationAndOneAtTheEnd()
    {
        DhcpObserverOptions options = new() { KnownLeases = [new(IPAddress.Parse("192.168.4.50"), Client)] };
        Assert.Equal(ExitCodes.Nothing, new DhcpWatchVerb(new JsonDhcpOutput(_output)).Read("-", options, () => new MemoryStream(Capture(Announcement(), Announcement())), TestContext.Current.CancellationToken));

        Assert.Equal(2, Lines.Length);
        Assert.Equal(
            ("SilentReuse", "02:00:00:00:00:0a", "192.168.4.50", "Announcement", false, "2023-11-14T22:13:20Z"),
            (Lines[0].GetProperty("kind").GetString(), Lines[0].GetProperty("client").GetString(), Lines[0].GetProperty("address").GetString(), Lines[0].GetProperty("evidence").GetString(), Lines[0].GetProperty("certain").GetBoolean(), Lines[0].GetProperty("time").GetString()));
        Assert.Equal((false, 2, 0), (Lines[1].GetProperty("good").GetBoolean(), Lines[1].GetProperty("packets").GetInt32(), Lines[1].GetProperty("messages").GetInt32()));
        Assert.Equal("192.168.4.50", Assert.Single(Lines[1].GetProperty("clients").EnumerateArray().ToArray()).GetProperty("address").GetString());
    }

    [Fact]
    public void EmptyCapture_IsNoSuccess() => Assert.Equal(ExitCodes.Nothing, Read(new JsonDhcpOutput(_output), Capture()));

    [Fact]
    public void WhatCannotBeRead_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, Read(new JsonDhcpOutput(_output), [1, 2, 3, 4]));
        Assert.Equal("it is neither pcap nor pcapng", Lines[0].GetProperty("error").GetString());
        Assert.Equal(ExitCodes.Nothing, ReadFile("/nowhere/x.pcap"));
    }

    [Fact]
    public void FileThatCannotBeOpened_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, ReadFile(""));
        Assert.Equal(ExitCodes.Nothing, ReadFile("x\0y"));
        Assert.Equal(ExitCodes.Nothing, ReadFile(Path.GetTempPath()));
        Assert.Equal("The path is empty", Lines[0].GetProperty("error").GetString());
        Assert.Equal($"{Path.GetTempPath()} is a folder", Lines[2].GetProperty("error").GetString());
        Assert.All(Lines, static line => Assert.NotEmpty(line.GetProperty("remedy").GetString()!));
    }

    [Fact]
    public async Task InterfaceThatCannotBeWatched_IsToldOf()
    {
        Assert.Equal(ExitCodes.Nothing, await new DhcpWatchVerb(new JsonDhcpOutput(_output)).WatchAsync("nowhere0", new DhcpObserverOptions(), [], 1, TestContext.Current.CancellationToken));
        Assert.StartsWith("Watching nowhere0 failed: ", Assert.Single(Lines).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leases_AreReadFromTheFileOfDnsmasq()
    {
        const string File = "1700086400 02:00:00:00:00:0a 192.168.4.50 phone 01:02:00:00:00:00:0a\n1700086400 02:00:00:00:00:0b 192.168.4.51 * *\nduid 00:01\n1700086400 5 fd00::5 x y\nx y 1 z\n";
        Assert.Equal([new(IPAddress.Parse("192.168.4.50"), Client), new(IPAddress.Parse("192.168.4.51"), PhysicalAddress.Parse("02:00:00:00:00:0B"))], LeaseFile.Read(new StringReader(File)));
    }

    [Fact]
    public void Leases_AreBounded() =>
        Assert.Equal(LeaseFile.MaximumLeases, LeaseFile.Read(new StringReader(string.Concat(Enumerable.Repeat("1 02:00:00:00:00:0a 192.168.4.50 * *\n", LeaseFile.MaximumLeases + 1)))).Count);

    [Theory]
    [InlineData("dhcp", "watch")]
    [InlineData("dhcp", "watch", "eth0", "--pcap", "x")]
    [InlineData("dhcp", "watch", "--pcap", "x", "--probe", "192.168.4.50")]
    [InlineData("dhcp", "watch", "eth0", "--probe", "fe80::1")]
    [InlineData("dhcp", "watch", "eth0", "--ignore", "02:00")]
    [InlineData("dhcp", "watch", "eth0", "--count", "0")]
    [InlineData("dhcp", "watch", "eth0", "--for", "soon")]
    [InlineData("dhcp", "watch", "--pcap", "-", "--leases", "-")]
    public void CommandLineThatMakesNoSense_IsRefused(params string[] arguments) => Assert.NotEmpty(DhcpCommand.Create().Parse(arguments[1..]).Errors);

    [Theory]
    [InlineData("dhcp", "watch", "eth0", "--probe", "192.168.4.50", "--probe", "192.168.4.51", "--for", "10s", "--json")]
    [InlineData("dhcp", "watch", "--pcap", "x", "--ignore", "02:00:00:00:00:01")]
    public void CommandLineOfThePage_IsTaken(params string[] arguments) => Assert.Empty(DhcpCommand.Create().Parse(arguments[1..]).Errors);

    private int ReadFile(string file) => new DhcpWatchVerb(new JsonDhcpOutput(_output)).Read(file, new DhcpObserverOptions(), static () => Stream.Null, TestContext.Current.CancellationToken);

    private static int Read(IDhcpOutput output, byte[] capture) => new DhcpWatchVerb(output).Read("-", new DhcpObserverOptions(), () => new MemoryStream(capture), TestContext.Current.CancellationToken);

    private static byte[] Capture(params byte[][] frames) =>
    [
        0xA1, 0xB2, 0xC3, 0xD4, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 1,
        .. frames.SelectMany(static (frame, second) => (byte[])[0x65, 0x53, 0xF1, (byte)second, 0, 0, 0, 0, 0, 0, .. Big(frame.Length), 0, 0, .. Big(frame.Length), .. frame]),
    ];

    private static byte[] Arp() => [.. Ethernet(8, 6), 0, 1, 8, 0, 6, 4, 0, 1, .. Client.GetAddressBytes(), 192, 168, 4, 50, 0, 0, 0, 0, 0, 0, 192, 168, 4, 1];

    private static byte[] Announcement() => [.. Arp()[..38], 192, 168, 4, 50];

    private static byte[] InitReboot()
    {
        byte[] message =
        [
            1, 1, 6, 0, 0, 0, 0, 7, .. new byte[20], .. Client.GetAddressBytes(), .. new byte[202], 99, 130, 83, 99,
            53, 1, 3, 50, 4, 192, 168, 4, 50, 12, 6, (byte)'p', (byte)'h', 27, (byte)'o', (byte)'n', (byte)'e', 255,
        ];
        byte[] udp = [0, 68, 0, 67, .. Big(message.Length + 8), 0, 0, .. message];
        return [.. Ethernet(8, 0), 0x45, 0, .. Big(20 + udp.Length), 0, 0, 0, 0, 64, 17, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, .. udp];
    }

    private static byte[] Ethernet(byte high, byte low) => [255, 255, 255, 255, 255, 255, .. Client.GetAddressBytes(), high, low];

    private static byte[] Big(int value) => [(byte)(value >> 8), (byte)value];
}
