using System.CommandLine;
using System.Text;
using System.Text.Json;
using PeerProto.Apple;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class DnsProfileVerbTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _notes = new();

    [Fact]
    public void GoodProfile_IsWrittenAndItsNotesGoElsewhere()
    {
        Assert.Equal(ExitCodes.Success, new DnsProfileVerb(_output, _notes, asJson: false).Make(Profile(["*.example.com"])));

        DnsSettingsPayload payload = Assert.IsType<DnsSettingsPayload>(ConfigurationProfile.Read(Encoding.UTF8.GetBytes(_output.ToString())).Payloads[0]);
        Assert.Equal(["*.example.com"], payload.Settings!.MatchDomains);
        Assert.Contains("changes nothing", _notes.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongProfile_IsNotWritten()
    {
        Assert.Equal(ExitCodes.Nothing, new DnsProfileVerb(_output, _notes, asJson: true).Make(Profile(["a..b"])));

        JsonElement line = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.False(line.TryGetProperty("profile", out _));
        Assert.Equal("MatchDomain", line.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("dns --server-name dns.example.com --server-url https://dns.example.com/dns-query")]
    public void OneServer_MustBeGiven(string arguments) => Assert.NotEmpty(new Command("new") { DnsProfileCommand.Create() }.Parse(arguments.Split(' ')).Errors);

    private static ConfigurationProfile Profile(string[] domains) => new()
    {
        Identifier = "org.example.dns",
        Payloads =
        [
            new DnsSettingsPayload
            {
                Identifier = "org.example.dns.settings",
                Settings = new DnsSettings { Protocol = DnsSettingsProtocol.Https, ServerUrl = "https://dns.example.com/dns-query", ServerAddresses = ["10.8.0.1"], MatchDomains = domains },
            },
        ],
    };
}
