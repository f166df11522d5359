namespace PeerProto.Discovery.Dns;

/// <summary>Why bytes are not a DNS message.</summary>
internal enum DnsReadError
{
    None,

    /// <summary>Longer than such messages may be, <see cref="DnsLimits.MaximumMessageLength"/> for multicast DNS.</summary>
    TooLong,

    /// <summary>Ends before what its header or a length announces.</summary>
    Truncated,

    /// <summary>Announces more than <see cref="DnsLimits.MaximumEntries"/> questions and records.</summary>
    TooManyEntries,

    /// <summary>A name is too long, has a reserved label kind, or points anywhere but backwards.</summary>
    BadName,

    /// <summary>Record data does not fit its type.</summary>
    BadData,
}
