namespace PeerProto.Security.Plain;

/// <summary>Leaves a stream as it is.</summary>
internal sealed class PlainStreamSecurity : IStreamSecurity
{
    public string Name => "none";

    public ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        LeaveAsync(stream, cancellationToken);

    public ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        LeaveAsync(stream, cancellationToken);

    private static async ValueTask<SecuredLink> LeaveAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
            return new SecuredLink(stream, RemoteKey: null, ChannelBinding: default) { IsEncrypted = false };
        await stream.DisposeAsync();
        throw new OperationCanceledException(cancellationToken);
    }
}
