namespace PeerProto.Pairing;

/// <summary>A security of sessions under the application protocol of pairings, so that neither is taken for the other.</summary>
internal sealed class PairingSecurity(IStreamSecurity inner) : IStreamSecurity
{
    /// <summary>The application protocol (ALPN, RFC 7301) of pairings.</summary>
    public const string ApplicationProtocol = "peerproto-pair/0";

    public string Name => inner.Name;

    public ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        inner.AuthenticateAsClientAsync(stream, context with { ApplicationProtocol = ApplicationProtocol }, cancellationToken);

    public ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        inner.AuthenticateAsServerAsync(stream, context with { ApplicationProtocol = ApplicationProtocol }, cancellationToken);
}
