namespace PeerProto.Abstractions.Tests.Errors;

public sealed class PeerConnectionExceptionTests
{
    [Fact]
    public void Message_SaysStageCauseAndRemedy()
    {
        var inner = new IOException("gone");
        var failure = new PeerConnectionException(ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted, "The key is another", "Pin it", inner);
        Assert.Equal("Tls: The key is another. Pin it.", failure.Message);
        Assert.Equal((ConnectionStage.Tls, PeerErrorCode.PeerNotTrusted), (failure.Stage, failure.Code));
        Assert.Equal(("The key is another", "Pin it"), (failure.Cause, failure.Remedy));
        Assert.Same(inner, failure.InnerException);
    }
}
