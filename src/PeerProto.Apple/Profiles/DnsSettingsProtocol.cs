namespace PeerProto.Apple;

/// <summary>How the server of a DNS configuration is asked.</summary>
public enum DnsSettingsProtocol
{
    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    Https,

    /// <summary>DNS over TLS (RFC 7858).</summary>
    Tls,
}
