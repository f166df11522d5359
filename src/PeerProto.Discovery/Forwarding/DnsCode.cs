namespace PeerProto.Discovery.Forwarding;

/// <summary>Response codes that the forwarder gives by itself or tells apart.</summary>
internal enum DnsCode
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NameError = 3,
    NotImplemented = 4,
    Refused = 5,

    /// <summary>A version of EDNS that is not known (RFC 6891 section 9).</summary>
    BadVersion = 16,
}
