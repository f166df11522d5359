namespace PeerProto;

/// <summary>How a proxy is asked for a connection.</summary>
public enum ProxyKind
{
    /// <summary>The CONNECT method of HTTP/1.1 (RFC 9110 section 9.3.6), with basic authentication (RFC 7617) where there are credentials.</summary>
    Http,

    /// <summary>SOCKS version 5 (RFC 1928), with user name and password (RFC 1929) where there are credentials. The proxy resolves names.</summary>
    Socks5,
}
