namespace PeerProto.Discovery;

/// <summary>How an upstream is asked.</summary>
public enum DnsUpstreamProtocol
{
    /// <summary>In datagrams, and over TCP where an answer does not fit (RFC 1035 section 4.2, RFC 7766).</summary>
    Udp,

    /// <summary>Over TCP (RFC 7766).</summary>
    Tcp,

    /// <summary>DNS over TLS (RFC 7858), with a server that proves its name.</summary>
    Tls,

    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    Https,
}
