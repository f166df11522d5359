namespace PeerProto.Transports.Quic.Tests;

public sealed class QuicTransportProviderTests
{
    [Fact]
    public void SecurityWithoutCertificates_IsRefusedWithTheAlternative()
    {
        PeerConnectionException refused = Assert.Throws<PeerConnectionException>(() => new QuicTransportProvider().Create(new TransportSetup()));

        Assert.Equal(PeerErrorCode.SecurityNotSupported, refused.Code);
        Assert.Contains("TCP", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void MachineWithoutQuic_IsToldWhatToInstall()
    {
        PeerConnectionException missing = QuicUnavailable.NotSupported();

        Assert.Equal(PeerErrorCode.NotSupported, missing.Code);
        Assert.Contains(OperatingSystem.IsWindows() ? "Windows 11" : "libmsquic", missing.Remedy, StringComparison.Ordinal);
        Assert.Contains("TCP", missing.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_GivesATransportWhereTheMachineHasQuicAndTheReasonElsewhere()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        TransportSetup setup = new() { Credentials = PeerSecurity.Unverified.CreateTlsCredentials(identity) };

        if (QuicTransportProvider.IsSupported)
        {
            ITransport transport = new QuicTransportProvider().Create(setup);
            Assert.Equal("quic", transport.Name);
            Assert.True(transport.CanReach(PeerEndpoint.Parse("quic://[::1]:4711")));
            Assert.False(transport.CanReach(PeerEndpoint.Parse("tcp://[::1]:4711")));
        }
        else
        {
            Assert.Equal(PeerErrorCode.NotSupported, Assert.Throws<PeerConnectionException>(() => new QuicTransportProvider().Create(setup)).Code);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public void StreamsOutOfRange_AreRefused(int streams) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuicTransportProvider(new QuicTransportOptions { MaximumInboundStreams = streams }));

    [Fact]
    public void DeadlineOfNothing_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuicTransportProvider(new QuicTransportOptions { TrustDeadline = TimeSpan.Zero }));
}
