namespace PeerProto;

/// <summary>Turns a plain stream to a peer into one that is secured as far as this security goes. Instances are safe for concurrent use.</summary>
public interface IStreamSecurity
{
    /// <summary>What peers would call it, for logs: <c>tls</c>, <c>tls-psk</c> or <c>none</c>.</summary>
    string Name { get; }

    /// <summary>Secures a stream as the side that opened the connection. Ends within the deadline of this security.</summary>
    /// <param name="stream">The plain stream. On success the secured stream owns it; on failure it is disposed.</param>
    /// <param name="context">What is known about the connection.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PeerConnectionException">The handshake failed or the peer is not trusted; stage <see cref="ConnectionStage.Tls"/>.</exception>
    /// <remarks>
    /// Success does not tell that the other side trusts this one: with TLS its refusal may show only as the end of the stream. A peer is
    /// admitted after it said so in the hello.
    /// </remarks>
    ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken);

    /// <summary>Secures a stream as the side that accepted the connection. Ends within the deadline of this security.</summary>
    /// <param name="stream">The plain stream. On success the secured stream owns it; on failure it is disposed.</param>
    /// <param name="context">What is known about the connection.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PeerConnectionException">The handshake failed or the peer is not trusted; stage <see cref="ConnectionStage.Tls"/>.</exception>
    ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken);
}
