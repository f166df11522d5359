using System.Security.Cryptography.X509Certificates;

namespace PeerProto;

/// <summary>What is known about a peer that asks to be trusted. It has proved that it holds the key, and nothing else.</summary>
/// <param name="Key">The peer's key.</param>
/// <param name="RemoteEndpoint">Where the peer is reached on this connection. It proves nothing about who the peer is.</param>
/// <param name="Certificate">The peer's certificate, valid until the decision is made. What it says beside the key is true only as far as somebody trusted has signed it.</param>
/// <param name="Time">The time of the decision by this side's clock. The certificate is valid at that time.</param>
public sealed record PeerTrustContext(PeerKey Key, PeerEndpoint RemoteEndpoint, X509Certificate2 Certificate, DateTimeOffset Time)
{
    /// <summary>Key and endpoint.</summary>
    public override string ToString() => $"{Key} at {RemoteEndpoint}";
}
