using System.Security.Cryptography.X509Certificates;

namespace PeerProto;

/// <summary>
/// Who this side is and whom it trusts, for any transport that runs TLS itself or is wrapped in it. TLS proves that the peer holds the key of
/// its certificate; whether that key is welcome is decided here. Instances are safe for concurrent use.
/// </summary>
public interface ITlsCredentials
{
    /// <summary>The certificate, with its private key, that this side presents in both roles. Owned by the credentials.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>Decides about a peer after the handshake has proved that it holds the key of its certificate.</summary>
    /// <param name="certificate">The peer's certificate. Valid until the returned task completes.</param>
    /// <param name="context">What is known about the connection.</param>
    /// <param name="cancellationToken">Ends the decision, for example because the handshake's deadline passed.</param>
    ValueTask<TlsVerdict> JudgeAsync(X509Certificate2 certificate, SecurityContext context, CancellationToken cancellationToken);
}
