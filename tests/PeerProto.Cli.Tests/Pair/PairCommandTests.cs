using System.Runtime.Versioning;
using PeerProto.Cli.Pair;

namespace PeerProto.Cli.Tests.Pair;

public sealed class PairCommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-pair-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task DirectoryOfTheIdentity_IsMadeForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of modes.");
        string identity = Path.Combine(_directory.FullName, "new", "identity.pem");
        string store = Path.Combine(_directory.FullName, "peers.json");

        int code = await PairCommand.Create().Parse(["join", "tcp://127.0.0.1:1", "--passcode", "12345678", "--identity", identity, "--store", store])
            .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, code); // nobody invites there
        Assert.True(File.Exists(identity));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(identity)!));
    }
}
