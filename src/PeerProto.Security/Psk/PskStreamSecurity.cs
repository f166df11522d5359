using PeerProto.Security.Tls;

namespace PeerProto.Security.Psk;

/// <summary>Secures streams with a pre-shared key. Both sides prove that they know it during the handshake; nobody has to be asked about anything afterwards.</summary>
internal sealed class PskStreamSecurity(PskSettings settings, StreamSecurityOptions options) : IStreamSecurity
{
    public string Name => "tls-psk";

    public ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        SecureAsync(stream, context, isClient: true, cancellationToken);

    public ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        SecureAsync(stream, context, isClient: false, cancellationToken);

    private async ValueTask<SecuredLink> SecureAsync(Stream stream, SecurityContext context, bool isClient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(context);
        HandshakeWitness witness = new(stream);
        PskEngine engine = isClient ? PskEngine.CreateClient(settings, context.ApplicationProtocol) : PskEngine.CreateServer(settings, context.ApplicationProtocol);
        PskStream secured = new(witness, engine, options);
        using CancellationTokenSource deadline = new(options.HandshakeDeadline, options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await secured.ShakeHandsAsync(ending.Token);
            return new SecuredLink(secured, RemoteKey: null, engine.Handshake.ChannelBinding);
        }
        catch (Exception failure)
        {
            await secured.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
                throw TlsFailure.TimedOut(context, options.HandshakeDeadline);
            throw failure switch
            {
                IOException lost => PskFailure.OfHandshake(context, settings, engine.Handshake, witness, isClient, lost),
                ObjectDisposedException => TlsFailure.Lost(context, failure),
                _ => TlsFailure.HandshakeFailed(context, failure),
            };
        }
    }
}
