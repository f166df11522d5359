using System.Diagnostics;
using System.Text.Json;

namespace PeerProto.Interop.Tests.Security;

/// <summary>The tool as people start it, several at once among them.</summary>
public sealed class IdentityToolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-identity-tool-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string StoreFile => Path.Combine(_directory.FullName, "identity.pem");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task ProgramsThatMakeOneIdentityAtOnce_OneSucceedsAndItsIsThere()
    {
        (int Code, string Output, string Errors)[] runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync("", "identity", "new", StoreFile, "--json")));

        (int, string Output, string) winner = Assert.Single(runs, run => run.Code == 0);
        Assert.All(runs.Where(run => run.Code != 0), run => Assert.Equal(1, run.Code));
        using PeerIdentity identity = new FileIdentityStore(StoreFile).Load()!;
        Assert.Equal(identity.Key.ToString(), JsonDocument.Parse(winner.Output).RootElement.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task PasswordFromTheStandardInput_LocksAndUnlocks()
    {
        string exported = Path.Combine(_directory.FullName, "identity.p12");
        Assert.Equal(0, (await RunAsync("", "identity", "new", StoreFile)).Code);
        Assert.Equal(0, (await RunAsync("open sesame\n", "identity", "export", StoreFile, exported, "--format", "Legacy", "--password-stdin")).Code);

        (int wrong, _, string errors) = await RunAsync("open barley\n", "identity", "import", exported, StoreFile + "2", "--password-stdin");
        Assert.Equal(1, wrong);
        Assert.Contains("IdentityPasswordWrong", errors, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("", "identity", "import", exported, StoreFile + "2")).Code); // nobody to ask
        Assert.Equal(0, (await RunAsync("open sesame\n", "identity", "import", exported, StoreFile + "2", "--password-stdin")).Code);
        Assert.Equal(2, (await RunAsync("", "identity", "import", exported)).Code);

        using PeerIdentity before = new FileIdentityStore(StoreFile).Load()!;
        using PeerIdentity after = new FileIdentityStore(StoreFile + "2").Load()!;
        Assert.Equal(before.Key, after.Key);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string input, params string[] arguments)
    {
        using Process tool = Process.Start(new ProcessStartInfo("dotnet", [LabPrograms.PeerProtoTool, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        Task<string> errors = tool.StandardError.ReadToEndAsync(Token);
        string output = await tool.StandardOutput.ReadToEndAsync(Token);
        await tool.WaitForExitAsync(Token);
        return (tool.ExitCode, output, await errors);
    }
}
