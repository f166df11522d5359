using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Security;

/// <summary>The Pairing example as two people use it, each at a host of the lab.</summary>
public sealed class PairingExampleTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("peerproto-pairing-");
    private NetworkLab _lab = null!;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireLabAsync();
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["kitchen", "phone"] }, _guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_lab?.DisposeAsync() ?? default);
        _home.Delete(recursive: true);
        _guard.Dispose();
    }

    [Fact]
    public async Task PairedByPasscode_MeetWithoutOneUntilRevoked()
    {
        await using LabProcess inviting = Start("Kitchen", "invite");
        string passcode = (await LineAsync(inviting, "passcode "))["passcode ".Length..];

        Assert.StartsWith("paired with Kitchen (", await RunAsync("Phone", "join", passcode), StringComparison.Ordinal);
        Assert.StartsWith("paired with Phone (", await LineAsync(inviting, "paired "), StringComparison.Ordinal);
        Assert.Equal(0, await inviting.Exited.WaitAsync(_guard.Token));
        await RunAsync("Phone", "rename", "Kitchen", "Big kitchen");
        Assert.StartsWith("Big kitchen (", await RunAsync("Phone", "list"), StringComparison.Ordinal);

        await using LabProcess kitchen = Start("Kitchen", "meet");
        await using LabProcess phone = Start("Phone", "meet");
        Assert.Equal("met Phone, who says 'hello Big kitchen'", await LineAsync(kitchen, "met "));
        Assert.Equal("met Big kitchen, who says 'hello Phone'", await LineAsync(phone, "met "));

        await RunAsync("Kitchen", "revoke", "Phone");
        Assert.Contains("(TrustRevoked)", await LineAsync(kitchen, "left a device that is not trusted any more: "), StringComparison.Ordinal);
        Assert.Contains("(TrustRevoked)", await LineAsync(phone, "left Big kitchen: "), StringComparison.Ordinal);
    }

    private LabProcess Start(string device, params string[] arguments) =>
        _lab[device.ToLowerInvariant()].StartDotnet(LabPrograms.Pairing, [Path.Combine(_home.FullName, device), .. arguments]);

    private async Task<string> RunAsync(string device, params string[] arguments)
    {
        LabCommandResult result = await _lab[device.ToLowerInvariant()].RunDotnetAsync(LabPrograms.Pairing, [Path.Combine(_home.FullName, device), .. arguments], _guard.Token);
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }

    private Task<string> LineAsync(LabProcess process, string start) => process.WaitForLineAsync(line => line.StartsWith(start, StringComparison.Ordinal), _guard.Token);
}
