using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace PeerProto.Transports.Quic.Tests;

[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
public sealed class QuicFailureTests
{
    private static readonly PeerEndpoint Endpoint = PeerEndpoint.Parse("quic://192.0.2.1:4711");

    public static TheoryData<QuicError> Errors => [.. Enum.GetValues<QuicError>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void EveryErrorOfQuic_HasStageCauseAndRemedy(QuicError error)
    {
        QuicException failure = new(error, applicationErrorCode: null, "It failed.");

        PeerConnectionException connect = QuicFailure.Connect(Endpoint, failure, TimeSpan.FromSeconds(1));
        PeerConnectionException lost = Assert.IsType<PeerConnectionException>(QuicFailure.Lost(Endpoint, failure).InnerException);

        Assert.All([connect, lost], exception =>
        {
            Assert.Contains("192.0.2.1", exception.Cause, StringComparison.Ordinal);
            Assert.NotEmpty(exception.Remedy);
            Assert.Same(failure, exception.InnerException);
        });
        Assert.NotEqual(ConnectionStage.Established, connect.Stage);
    }

    [Theory]
    [InlineData(QuicCode.Done, PeerErrorCode.Closed)]
    [InlineData(QuicCode.Aborted, PeerErrorCode.ConnectionLost)]
    [InlineData(QuicCode.NotTrusted, PeerErrorCode.PeerNotTrusted)]
    [InlineData(QuicCode.Busy, PeerErrorCode.ResourceExhausted)]
    [InlineData(QuicCode.NotPeerProto, PeerErrorCode.ProtocolViolation)]
    [InlineData(99, PeerErrorCode.ConnectionLost)]
    public void CodeOfThePeersClose_TellsTheReason(long code, PeerErrorCode expected)
    {
        QuicException failure = new(QuicError.ConnectionAborted, code, "It closed.");

        Assert.Equal(expected, Assert.IsType<PeerConnectionException>(QuicFailure.Lost(Endpoint, failure).InnerException).Code);
    }

    [Fact]
    public void NothingCameBackOverUdp_IsDiagnosedSo() =>
        Assert.Equal(
            PeerDiagnosisCode.UdpBlocked,
            QuicFailure.Connect(Endpoint, new QuicException(QuicError.ConnectionTimeout, null, "It failed."), TimeSpan.FromSeconds(1)).Diagnosis.Code);

    [Fact]
    public void RefusedHandshake_IsOneOfTls() =>
        Assert.Equal(
            (ConnectionStage.Tls, PeerErrorCode.HandshakeFailed),
            Stages(QuicFailure.Connect(Endpoint, new AuthenticationException("No."), TimeSpan.FromSeconds(1))));

    [Theory]
    [InlineData(SocketError.HostUnreachable, PeerErrorCode.Unreachable)]
    [InlineData(SocketError.AccessDenied, PeerErrorCode.PermissionDenied)]
    [InlineData(SocketError.TooManyOpenSockets, PeerErrorCode.ResourceExhausted)]
    public void FailureOfTheSocket_IsOneOfConnecting(SocketError error, PeerErrorCode expected) =>
        Assert.Equal((ConnectionStage.Connect, expected), Stages(QuicFailure.Connect(Endpoint, new SocketException((int)error), TimeSpan.FromSeconds(1))));

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, PeerErrorCode.AddressInUse)]
    [InlineData(SocketError.AddressNotAvailable, PeerErrorCode.AddressNotAvailable)]
    [InlineData(SocketError.AccessDenied, PeerErrorCode.PermissionDenied)]
    [InlineData(SocketError.Fault, PeerErrorCode.Unknown)]
    public void FailureToListen_NamesThePlace(SocketError error, PeerErrorCode expected)
    {
        PeerConnectionException failure = QuicFailure.Listen("quic://[::]:5", new SocketException((int)error));

        Assert.Equal(expected, failure.Code);
        Assert.Contains("quic://[::]:5", failure.Cause, StringComparison.Ordinal);
    }

    private static (ConnectionStage, PeerErrorCode) Stages(PeerConnectionException failure) => (failure.Stage, failure.Code);
}
