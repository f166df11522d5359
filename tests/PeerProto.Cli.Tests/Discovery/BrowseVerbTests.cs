using System.Net;
using PeerProto.Cli.Discovery;
using Spectre.Console;

namespace PeerProto.Cli.Tests.Discovery;

public sealed class BrowseVerbTests
{
    private static readonly DiscoveredService Service = new(
        "Ana's \u001b[31mboard", ServiceType.Parse("_whiteboard._tcp"), "pp-0123456789ab.local", 4711,
        TxtRecord.Empty.With("v", "1").WithFlag("flag").With("raw", [0xFF]),
        [IPEndPoint.Parse("192.0.2.1:4711"), IPEndPoint.Parse("[fe80::1%2]:4711")]);

    [Fact]
    public async Task Json_IsOneObjectALine()
    {
        using var text = new StringWriter { NewLine = "\n" };

        int found = await new BrowseVerb(new JsonDiscoveryOutput(text)).ListServicesAsync(
            Yield(new ServiceChange(ServiceChangeKind.Added, Service), new ServiceChange(ServiceChangeKind.Removed, Service)));

        string[] lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, found);
        Assert.Equal(2, lines.Length);
        Assert.Equal(
            """{"change":"added","name":"Ana\u0027s \u001B[31mboard","type":"_whiteboard._tcp","host":"pp-0123456789ab.local","port":4711,"txt":{"v":"1","flag":true,"raw":{"base64":"/w=="}},"endpoints":["192.0.2.1:4711","[fe80::1%2]:4711"]}""",
            lines[0]);
        Assert.StartsWith("""{"change":"removed",""", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceOfASession_ShowsItsContractAndItsInterfaces()
    {
        DiscoveredService session = new(
            "Ana", ServiceType.Parse("_whiteboard._tcp"), "ana.local", 4711, TxtRecord.Empty.With("w", "1").With("v", "3").With("f", "00112233445566778899aabbccddeeff"),
            [new ServiceEndpoint(IPEndPoint.Parse("192.0.2.1:4711"), 2), new ServiceEndpoint(IPEndPoint.Parse("192.0.2.1:4711"), 3)]);
        using var text = new StringWriter();

        await new BrowseVerb(new JsonDiscoveryOutput(text)).ListServicesAsync(Yield(new ServiceChange(ServiceChangeKind.Added, session)));

        Assert.Contains("""
            "contractVersion":3,"fingerprint":"00112233445566778899aabbccddeeff",
            """, text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("""
            "endpoints":["192.0.2.1:4711"],"interfaces":{"2":["192.0.2.1:4711"],"3":["192.0.2.1:4711"]}}
            """, text.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_ShowNoControlCharactersFromTheNetwork()
    {
        using var text = new StringWriter { NewLine = "\n" };

        await new BrowseVerb(new LineDiscoveryOutput(text, TextWriter.Null)).ListServicesAsync(Yield(new ServiceChange(ServiceChangeKind.Added, Service)));

        Assert.StartsWith("+\tAna's \uFFFD[31mboard\t_whiteboard._tcp\tpp-0123456789ab.local\t192.0.2.1:4711 [fe80::1%2]:4711\t", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreListedAndCounted()
    {
        using var lines = new StringWriter { NewLine = "\n" };
        using var json = new StringWriter { NewLine = "\n" };
        InstanceChange[] changes = [new(ServiceChangeKind.Added, "Ana\n"), new(ServiceChangeKind.Removed, "Ana\n")];

        int found = await new BrowseVerb(new LineDiscoveryOutput(lines, TextWriter.Null)).ListNamesAsync(Yield(changes));
        await new BrowseVerb(new JsonDiscoveryOutput(json)).ListNamesAsync(Yield(changes));

        Assert.Equal(1, found);
        Assert.Equal("+\tAna\uFFFD\n-\tAna\uFFFD\n", lines.ToString());
        Assert.Equal("{\"change\":\"added\",\"name\":\"Ana\\n\"}\n{\"change\":\"removed\",\"name\":\"Ana\\n\"}\n", json.ToString());
    }

    [Fact]
    public async Task Types_AreListedAndCounted()
    {
        using var text = new StringWriter { NewLine = "\n" };

        int found = await new BrowseVerb(new LineDiscoveryOutput(text, TextWriter.Null)).ListTypesAsync(Yield(ServiceType.Parse("_ipp._tcp"), ServiceType.Parse("_http._tcp")));

        Assert.Equal(2, found);
        Assert.Equal("_ipp._tcp\n_http._tcp\n", text.ToString());
    }

    [Fact]
    public async Task CancelledBrowse_CountsWhatItFound()
    {
        using var text = new StringWriter();
        using var stop = new CancellationTokenSource();

        int found = await new BrowseVerb(new JsonDiscoveryOutput(text)).ListServicesAsync(UntilCancelled(stop));

        Assert.Equal(1, found);
    }

    [Theory]
    [InlineData("browse", 0)]
    [InlineData("browse _ipp._tcp --json --for 1.5 --backend system --peer-to-peer", 0)]
    [InlineData("browse _ipp._tcp --for 500ms --count 2", 0)]
    [InlineData("browse _ipp._tcp --for forever", 0)]
    [InlineData("browse _ipp._tcp --for 2m", 0)]
    [InlineData("browse _ipp._tcp --names", 0)]
    [InlineData("browse --names", 1)]
    [InlineData("browse nonsense", 1)]
    [InlineData("browse _ipp._tcp --for soon", 1)]
    [InlineData("browse _ipp._tcp --for -1", 1)]
    [InlineData("browse _ipp._tcp --for 0", 1)]
    [InlineData("browse _ipp._tcp --for 8000h", 1)]
    [InlineData("browse _ipp._tcp --count 0", 1)]
    [InlineData("browse _ipp._tcp --backend carrier-pigeon", 1)]
    public void CommandLine_IsCheckedBeforeAnythingRuns(string line, int errors) =>
        Assert.Equal(errors, new System.CommandLine.RootCommand { BrowseCommand.Create() }.Parse(line).Errors.Count);

    [Fact]
    public async Task EnoughWasFound_EndsTheBrowse()
    {
        using StringWriter text = new() { NewLine = "\n" };
        DiscoveredService other = new("Ben", Service.Type, "ben.local", 1, TxtRecord.Empty, Service.Endpoints);

        int found = await new BrowseVerb(new JsonDiscoveryOutput(text)).ListServicesAsync(
            Yield(
                new ServiceChange(ServiceChangeKind.Added, Service),
                new ServiceChange(ServiceChangeKind.Changed, Service),
                new ServiceChange(ServiceChangeKind.Added, other),
                new ServiceChange(ServiceChangeKind.Removed, other)),
            enough: 2);

        Assert.Equal(2, found);
        Assert.Equal(3, text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Table_ChangesWithTheNetworkAndShowsNoControlCharacters()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;

        await new BrowseVerb(new TableDiscoveryOutput(console)).ListServicesAsync(Yield(new ServiceChange(ServiceChangeKind.Added, Service)));

        string shown = text.ToString();
        Assert.Contains("Ana's \uFFFD[31mboard", shown, StringComparison.Ordinal);
        Assert.Contains("[fe80::1%2]:4711", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", shown, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<T> Yield<T>(params T[] items)
    {
        foreach (T item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }

    private static async IAsyncEnumerable<ServiceChange> UntilCancelled(CancellationTokenSource stop)
    {
        yield return new ServiceChange(ServiceChangeKind.Added, Service);
        await stop.CancelAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
    }
}
