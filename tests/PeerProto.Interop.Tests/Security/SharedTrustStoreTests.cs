using System.Globalization;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Security;

/// <summary>Two programs on one trust store.</summary>
public sealed class SharedTrustStoreTests : IDisposable
{
    private const int Each = 40;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-shared-");

    private string StoreFile => Path.Combine(_directory.FullName, "trust.json");

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        _guard.Dispose();
    }

    [Fact]
    public async Task ProgramsThatWriteAtOnce_LoseNothing()
    {
        await using LabProcess one = Start();
        await using LabProcess other = Start();

        await Task.WhenAll(DoAsync(one, $"add 0 {Each}"), DoAsync(other, $"add {Each} {Each}"));
        await Task.WhenAll(DoAsync(one, $"rename 0 {Each} device"), DoAsync(other, $"allow 0 {Each} draw")); // of the same entries

        await using PeerTrustStore store = PeerTrustStore.Open(StoreFile);
        Assert.Equal(
            Enumerable.Range(0, 2 * Each).Select(static number => number < Each ? $"device {number} draw" : $"{number} ").Order(StringComparer.Ordinal),
            store.Peers.Select(static peer => $"{peer.Name} {string.Join(' ', peer.Permissions)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PeerThatOneProgramRevokes_IsSeenToBeByTheOther()
    {
        await using LabProcess one = Start();
        await using LabProcess other = Start();
        await DoAsync(one, "add 0 3");
        await LineAsync(one, "saw Added 2"); // a peer that is gone before it was told of is never told of
        await LineAsync(other, "saw Added 2");

        await DoAsync(other, "revoke 1"); // by the one that did not write it
        await DoAsync(one, "revoke 2");

        await LineAsync(one, "saw Revoked 1");
        await LineAsync(other, "saw Revoked 2");
        await using PeerTrustStore store = PeerTrustStore.Open(StoreFile);
        Assert.Equal("0", Assert.Single(store.Peers).Name);
    }

    [Fact]
    public async Task ProgramThatIsKilledAtItsWork_LeavesAWholeFileWithAllThatItToldOf()
    {
        const int Most = PeerTrustStoreOptions.DefaultMaximumPeers - 1;
        await using LabProcess other = Start();
        LabProcess one = Start();
        await one.StandardInput.WriteLineAsync($"add 0 {Most}");
        await LineAsync(one, "added 10");

        one.Kill();
        string[] told = (await one.WaitForResultAsync(_guard.Token)).StandardOutput.Split('\n');
        await one.DisposeAsync();
        await DoAsync(other, $"add {Most} 1"); // nobody holds the lock

        await using PeerTrustStore store = PeerTrustStore.Open(StoreFile);
        string[] kept = [.. store.Peers.Select(static peer => peer.Name)];
        Assert.Contains(Most.ToString(CultureInfo.InvariantCulture), kept);
        Assert.Empty(told.Where(static line => line.StartsWith("added ", StringComparison.Ordinal)).Select(static line => line["added ".Length..]).Except(kept));
    }

    private LabProcess Start() => LabProcess.Start("a program with a trust store", Executables.FindDotnet(), [LabPrograms.LabPeer, "store", StoreFile]);

    private async Task DoAsync(LabProcess program, string command)
    {
        await program.StandardInput.WriteLineAsync(command);
        await LineAsync(program, $"done {command}");
    }

    private Task<string> LineAsync(LabProcess program, string line) => program.WaitForLineAsync(told => told == line, _guard.Token);
}
