using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Diagnosis;

/// <summary>Sessions at real sockets on the loopback interface, on virtual time, and what one is told that tries to connect.</summary>
internal sealed class DiagnosisScene : IAsyncDisposable
{
    public TestWorld World { get; } = new();

    public Task<PeerSession<ITestContract>> StartAsync(PeerSecurity security, Action<PeerSessionOptions>? configure = null) => World.StartAsync(configure: options =>
    {
        options.Transports = [new TcpTransportProvider()];
        options.ListenAddress = IPAddress.Loopback;
        options.Security = security;
        configure?.Invoke(options);
    });

    /// <summary>Tries to connect, and gives what stood in the way. Once something has happened, virtual time passes.</summary>
    public async Task<PeerDiagnosis> DiagnoseAsync(PeerEndpoint endpoint, PeerSecurity security, Action<PeerSessionOptions>? configure = null, Task? thenTimePasses = null)
    {
        PeerSession<ITestContract> session = await StartAsync(security, configure);
        Task<Peer<ITestContract>> connecting = session.ConnectAsync(endpoint, TestContext.Current.CancellationToken).AsTask();
        if (thenTimePasses is not null)
        {
            await Task.WhenAny(thenTimePasses, connecting).Guarded();
            await World.PassTimeUntilAsync(connecting);
        }

        return (await Assert.ThrowsAsync<PeerConnectionException>(() => connecting.Guarded())).Diagnosis;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
