namespace PeerProto.Apple;

/// <summary>A data set that was stored for a border agent.</summary>
/// <param name="BorderAgent">The border agent.</param>
/// <param name="Dataset">The data set, which holds the key of the network.</param>
/// <param name="CreatedAt">When it was stored first; null where the store does not tell.</param>
/// <param name="ModifiedAt">When it was stored last; null where the store does not tell.</param>
public sealed record ThreadCredentials(BorderAgentId BorderAgent, ThreadDataset Dataset, DateTimeOffset? CreatedAt = null, DateTimeOffset? ModifiedAt = null)
{
    /// <summary>Border agent and network, never a key.</summary>
    /// <returns>The written credentials.</returns>
    public override string ToString() => $"{Dataset} of border agent {BorderAgent}";
}
