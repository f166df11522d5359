namespace PeerProto;

/// <summary>What told how many datagrams were lost.</summary>
public enum SequenceSource
{
    /// <summary>Nothing did.</summary>
    None,

    /// <summary>The field of the content that the options name.</summary>
    Content,

    /// <summary>The IPv4 identification, which this sender counted up without a break.</summary>
    IPv4Identification,
}
