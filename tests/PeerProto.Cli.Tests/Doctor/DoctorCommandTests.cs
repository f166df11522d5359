using System.CommandLine;
using System.Net;
using PeerProto.Cli.Doctor;

namespace PeerProto.Cli.Tests.Doctor;

/// <summary>The command line of the doctor, and where it takes secrets from.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Somewhere = "tcp://127.0.0.1:4711";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-doctor-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task SecretsInFiles_AreEnoughToGetIn()
    {
        using PeerIdentity known = PeerIdentity.Create();
        await File.WriteAllBytesAsync(FileOf("identity.p12"), known.ExportPkcs12("open sesame"), TestContext.Current.CancellationToken);
        await using PeerTrustStore met = new(); // the doctor is a peer for a moment that a session need not tell of
        await using PeerSession<IProbe> session = await PeerSession.StartAsync<IProbe>(new Probe(), options =>
        {
            options.UseDiscovery = false;
            options.ListenAddress = IPAddress.Loopback;
            options.HandshakeDeadline = options.UpgradeDeadline = TimeSpan.FromSeconds(60); // the doctor may be slow on a busy machine
            options.Security = PeerSecurity.Passcode("9264-0815", new PasscodeOptions { Remember = met });
        }, TestContext.Current.CancellationToken);
        await using CarryingProxy proxy = new(session.LocalEndpoints[0].Address!);

        int code = await InvokeAsync(
            "tcp://peer.invalid:4711",
            "--identity", FileOf("identity.p12"), "--password-file", FileOf("password", "open sesame"),
            "--passcode-file", FileOf("passcode", "9264 0815"),
            "--proxy-file", FileOf("proxy", $"127.0.0.1:{proxy.Port}:{CarryingProxy.User}:{CarryingProxy.Password}"));

        Assert.Equal(0, code);
        Assert.Equal(2, proxy.Carried);
        await foreach (TrustChange change in met.ChangesAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(known.Key, change.Peer.Key);
            break;
        }
    }

    [Theory]
    [InlineData("--plain", "--passcode-stdin")]
    [InlineData("--passcode-file", "file", "--passcode-stdin")]
    [InlineData("--proxy", "host:3128", "--proxy-file", "file")]
    [InlineData("--password", "hunter2", "--password-stdin")]
    [InlineData("--password-stdin", "--passcode-stdin")]
    public void SameThingSaidTwice_MakesNoSense(params string[] options) => Assert.Single(ErrorsOf(options));

    [Fact]
    public void ProxyThatIsNone_IsRefusedWithoutBeingRepeated()
    {
        string error = Assert.Single(ErrorsOf("--proxy", "proxy:80:hunter2"));

        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--passcode-file", "passcode", "short")]
    [InlineData("--passcode-file", "passcode", "")]
    [InlineData("--proxy-file", "proxy", "no proxy")]
    public async Task FileThatHoldsNoSuchSecret_Fails(string option, string name, string content) =>
        Assert.Equal(1, await InvokeAsync(Somewhere, option, FileOf(name, content)));

    [Fact]
    public async Task FileThatIsNotThere_Fails() => Assert.Equal(1, await InvokeAsync(Somewhere, "--passcode-file", FileOf("nothing")));

    private static IEnumerable<string> ErrorsOf(params string[] options) =>
        DoctorCommand.Create().Parse(["connect", Somewhere, .. options]).Errors.Select(static error => error.Message).Distinct();

    private static Task<int> InvokeAsync(string endpoint, params string[] options) =>
        DoctorCommand.Create().Parse(["connect", endpoint, .. options]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string FileOf(string name) => Path.Combine(_directory.FullName, name);

    private string FileOf(string name, string content)
    {
        File.WriteAllText(FileOf(name), content + "\n");
        return FileOf(name);
    }

    private sealed class Probe : ProbeBase;
}
