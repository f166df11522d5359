using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PeerProto.Apple;
using PeerProto.Cli.Dns;
using PeerProto.Discovery;

namespace PeerProto.Cli.Tests.Dns;

public sealed partial class DnsVerbTests
{
    private const string Tunnel = """{ "servers": ["10.8.0.1"], "matchDomains": ["example.com"], "matchDomainsNoSearch": true }""";

    private const string Rules = """
        {
          "upstreams": { "tunnel": { "servers": ["10.8.0.1"] }, "system": { "protocol": "system" } },
          "rules": [ { "match": ["=example.com"], "upstream": "tunnel" } ],
          "default": "system"
        }
        """;

    private readonly StringWriter _output = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void NamesOfThePost_GoWhereThePostWantsThemWithExactNames()
    {
        string post = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Dns", "11-dns-match-domains.txt"));
        string[] names = [.. QuotedName().Matches(post).Select(static match => match.Groups[1].Value).Distinct()];
        Assert.Equal(["example.com", "test.example.com"], names);

        Assert.Equal(ExitCodes.Success, Explain(Tunnel, names));

        JsonElement[] lines = Lines();
        Assert.Equal(["tunnel", "tunnel"], lines.Select(static line => line.GetProperty("upstream").GetString())); // what the post has noticed
        Assert.Equal(["tunnel", "system"], lines.Select(static line => line.GetProperty("withExactNames").GetProperty("upstream").GetString())); // what it asks for
        Assert.Equal([true, false], lines.Select(static line => line.GetProperty("same").GetBoolean()));
    }

    [Fact]
    public void RulesOfTheForwarder_AreComparedWithMatchDomains()
    {
        Assert.Equal(ExitCodes.Success, Explain("\uFEFF" + Rules, "Test.Example.com.")); // with the mark that some editors write

        JsonElement line = Assert.Single(Lines());
        Assert.Equal(("Test.Example.com", "system", "tunnel"), (line.GetProperty("name").GetString(), line.GetProperty("upstream").GetString(), line.GetProperty("asMatchDomains").GetProperty("upstream").GetString()));
        JsonElement other = Assert.Single(line.GetProperty("others").EnumerateArray().ToArray());
        Assert.Equal(("ExactOnly", "=example.com"), (other.GetProperty("reason").GetString(), other.GetProperty("match").GetString()));
    }

    [Fact]
    public void Lines_SayTheSameToPeople()
    {
        Assert.Equal(ExitCodes.Success, new DnsVerb(new LineDnsOutput(_output), () => Input(Rules)).Explain("-", ["test.example.com", "printer.local"], isDefaultRoute: false));

        Assert.Equal(
            """
            test.example.com -> system (the system's name servers): no route is about it
              not rule 1 (=example.com -> tunnel): =example.com takes that name alone, and nothing below it
              As matchDomains on Apple's systems: test.example.com -> tunnel (10.8.0.1:53): example.com takes that domain and everything below it
            printer.local -> nobody: names below local belong to multicast DNS, and no name server is asked about them (RFC 6762 section 22.1)
              not rule 1 (=example.com -> tunnel): it is about other domains
              As matchDomains on Apple's systems: the same

            """.ReplaceLineEndings(),
            _output.ToString());
    }

    [Theory]
    [InlineData("""{ "servers": ["10.8.0.1"], "matchDomains": ["example.com"] }""", true, "example.org", "tunnel", "ignored")]
    [InlineData("""{ "servers": ["10.8.0.1"] }""", true, "example.org", "tunnel", null)]
    [InlineData("""{ "servers": ["10.8.0.1"] }""", false, "example.org", "system", "no name goes to the tunnel")]
    [InlineData("""{ "servers": ["10.8.0.1"], "matchDomains": [""] }""", false, "example.org", "tunnel", null)]
    [InlineData("""{ "servers": ["10.8.0.1"], "matchDomains": ["example.com"] }""", false, "www.example.com", "tunnel", "after names of one label")]
    [InlineData("""{ "serverName": "dns.example.com", "matchDomains": ["example.com"], "matchDomainsNoSearch": true }""", false, "www.example.com", "tunnel", null)]
    [InlineData("""{ "serverURL": "https://dns.example.com/dns-query{?dns}", "matchDomains": ["bücher.example"], "matchDomainsNoSearch": true }""", false, "www.bücher.example", "tunnel", null)]
    public void SettingsOfATunnel_GoAsAppleHasThem(string settings, bool isDefaultRoute, string name, string upstream, string? note)
    {
        Assert.Equal(ExitCodes.Success, new DnsVerb(new JsonDnsOutput(_output), () => Input(settings)).Explain("-", [name], isDefaultRoute));

        JsonElement[] lines = Lines();
        Assert.Equal(upstream, lines[0].GetProperty("upstream").GetString());
        Assert.Equal(note is null ? 1 : 2, lines.Length);
        if (note is not null)
            Assert.Contains(note, lines[1].GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_GoesAsAppleHasIt()
    {
        DnsSettingsPayload payload = new()
        {
            Identifier = "org.example.dns.settings",
            Settings = new DnsSettings { Protocol = DnsSettingsProtocol.Tls, ServerName = "dns.example.com", ServerAddresses = ["10.8.0.1"], MatchDomains = ["*.example.com"] },
            OnDemandRules = [new DnsOnDemandRule { Action = DnsOnDemandAction.Disconnect, Interface = DnsOnDemandInterface.Cellular }],
        };
        byte[] profile = new ConfigurationProfile { Identifier = "org.example.dns", Payloads = [payload] }.Write();

        Assert.Equal(ExitCodes.Success, new DnsVerb(new JsonDnsOutput(_output), () => new MemoryStream(profile)).Explain("-", ["example.com", "mydomain-example.com"], isDefaultRoute: false));

        JsonElement[] lines = Lines();
        Assert.Equal(("profile", "Tls", "10.8.0.1:853"), (lines[0].GetProperty("upstream").GetString(), lines[0].GetProperty("protocol").GetString(), lines[0].GetProperty("servers")[0].GetString()));
        Assert.Equal("system", lines[1].GetProperty("upstream").GetString());
        Assert.Contains("Disconnect on Cellular", lines[2].GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("""{ "rules": [] }""")]
    [InlineData("""{ "matchDomains": ["example.com"] }""")]
    [InlineData("""{ "servers": ["dns.example.com"], "matchDomains": ["example.com"] }""")]
    [InlineData("""{ "servers": ["010.8.0.1"], "matchDomains": ["example.com"] }""")]
    [InlineData("""{ "servers": ["10.8.0.1"], "matchDomains": ["a..b"] }""")]
    [InlineData("""{ "serverURL": "http://dns.example.com/" }""")]
    [InlineData("""{ "serverURL": "here" }""")]
    [InlineData("""{ "serverName": "a b" }""")]
    public void WhatHoldsNoRules_IsToldOf(string text)
    {
        Assert.Equal(ExitCodes.Nothing, Explain(text, "example.com"));

        JsonElement line = Assert.Single(Lines());
        Assert.NotEmpty(line.GetProperty("error").GetString()!);
        Assert.NotEmpty(line.GetProperty("remedy").GetString()!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("no/such/file")]
    [InlineData("a\0b")]
    public void FileThatCannotBeRead_IsToldOf(string path)
    {
        Assert.Equal(ExitCodes.Nothing, new DnsVerb(new JsonDnsOutput(_output), static () => Input(Rules)).Explain(path, ["example.com"], isDefaultRoute: false));

        Assert.NotEmpty(Assert.Single(Lines()).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task ForwarderOnAllAddresses_IsRefused()
    {
        Assert.Equal(ExitCodes.Nothing, await new DnsVerb(new JsonDnsOutput(_output), static () => Input(Rules)).ForwardAsync("-", exactNames: false, new SplitDnsResolverOptions { Endpoints = [new IPEndPoint(IPAddress.Any, 0)] }, Token));

        Assert.Contains("stands for all addresses", Assert.Single(Lines()).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNoName_IsToldOfAndTheOthersAreExplained()
    {
        Assert.Equal(ExitCodes.Nothing, Explain(Rules, "a..b", "example.com"));

        Assert.Equal("tunnel", Lines()[1].GetProperty("upstream").GetString());
    }

    [Fact]
    public async Task Forwarder_AnswersUntilItIsCancelled()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        StartSignal output = new();
        Task<int> running = new DnsVerb(output, static () => Input(Rules)).ForwardAsync("-", exactNames: false, new SplitDnsResolverOptions { Endpoints = [new IPEndPoint(IPAddress.Loopback, 0)] }, stop.Token);
        IPEndPoint endpoint = await output.Listening.WaitAsync(Token);

        Assert.NotEqual(0, endpoint.Port);
        Assert.Equal(ExitCodes.Nothing, await new DnsVerb(new JsonDnsOutput(_output), static () => Input(Rules)).ForwardAsync("-", exactNames: false, new SplitDnsResolverOptions { Endpoints = [endpoint] }, Token));
        Assert.Contains("AddressAlreadyInUse", Lines()[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(ExitCodes.Success, await running);
    }

    private static MemoryStream Input(string text) => new(Encoding.UTF8.GetBytes(text));

    private int Explain(string config, params string[] names) => new DnsVerb(new JsonDnsOutput(_output), () => Input(config)).Explain("-", names, isDefaultRoute: false);

    private JsonElement[] Lines() => [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    [GeneratedRegex("\"([a-z.]+\\.com)\"")]
    private static partial Regex QuotedName();

    private sealed class StartSignal : IDnsOutput
    {
        private readonly TaskCompletionSource<IPEndPoint> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IPEndPoint> Listening => _listening.Task;

        public void Write(DnsVerdict verdict) => Assert.Fail("Nothing is explained here.");

        public void WriteNotes(IReadOnlyList<string> notes) => Assert.Empty(notes);

        public void WriteListening(IPEndPoint endpoint) => _listening.TrySetResult(endpoint);

        public void WriteFailure(string cause, string remedy) => Assert.Fail(cause);
    }
}
