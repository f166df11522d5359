namespace PeerProto.Tests.Support;

/// <summary>Asks the other side for one byte behind TLS: the initiator sends 1, the acceptor answers 2.</summary>
internal sealed class ScriptedAuthentication : ILinkAuthentication
{
    public string Name => "scripted";

    /// <summary>What it was last told of the link.</summary>
    public LinkAuthenticationContext? Context { get; private set; }

    public async ValueTask AuthenticateAsync(Stream stream, LinkAuthenticationContext context, CancellationToken cancellationToken)
    {
        Context = context;
        byte[] received = new byte[1];
        if (context.IsInitiator)
            await stream.WriteAsync(new byte[] { 1 }, cancellationToken);
        await stream.ReadExactlyAsync(received, cancellationToken);
        if (!context.IsInitiator)
            await stream.WriteAsync(new byte[] { 2 }, cancellationToken);
        if (received[0] != (context.IsInitiator ? 2 : 1))
            throw new PeerConnectionException(ConnectionStage.Authentication, PeerErrorCode.PeerNotTrusted, "that was not it", "know it");
    }

    public void Dispose()
    {
    }
}
