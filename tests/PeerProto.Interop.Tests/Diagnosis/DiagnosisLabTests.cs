using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Diagnosis;

/// <summary>What only a network of one's own can provoke, as <c>peerproto doctor connect</c> tells it.</summary>
public sealed class DiagnosisLabTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    public async ValueTask InitializeAsync() => await Peers.RequireLabAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task RouteThatProhibits_IsAPermissionDenied()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);
        await lab[0].RunAsync("ip", ["route", "add", "prohibit", "192.0.2.0/24"], _guard.Token);

        LabCommandResult result = await DoctorAsync(lab[0], "tcp://192.0.2.7:4711");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"code\":\"PermissionDenied\"", result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoRouteAtAll_SaysSoAtOnce()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, _guard.Token);

        LabCommandResult result = await DoctorAsync(lab[0], "tcp://192.0.2.7:4711");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"code\":\"NoRoute\"", result.StandardOutput, StringComparison.Ordinal);
    }

    private Task<LabCommandResult> DoctorAsync(LabHost host, string endpoint) =>
        host.RunDotnetAsync(LabPrograms.PeerProtoTool, ["doctor", "connect", endpoint, "--json"], _guard.Token);
}
