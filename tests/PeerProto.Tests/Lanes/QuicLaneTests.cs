using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Lanes;

public sealed class QuicLaneTests : LaneTests
{
    [Fact]
    public async Task PeerThatIsNotTrusted_IsNeverAdmitted()
    {
        PeerSession<ITestContract> far = await World.StartAsync(configure: options =>
        {
            Configure(options);
            options.Security = PeerSecurity.Trust(_ => false);
        });
        PeerSession<ITestContract> near = await World.StartAsync(configure: Configure);

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => near.ConnectAsync(far.LocalEndpoints[0]).Guarded());

        Assert.Equal((ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted), (refused.Stage, refused.Code));
        Assert.Equal(0, TestWorld.CountConnections(far));
    }

    protected override void Configure(PeerSessionOptions options)
    {
        QuicLibrary.Require();
        options.Transports = [new QuicTransportProvider()];
        options.Security = PeerSecurity.Unverified;
        options.ListenAddress = IPAddress.Loopback;
    }
}
