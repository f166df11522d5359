namespace PeerProto.Apple;

/// <summary>What a border agent is in its network, from its state bitmap. Older ones leave the bits at zero.</summary>
public enum BorderAgentRole
{
    /// <summary>Disabled or detached, or it does not tell.</summary>
    Detached = 0,

    /// <summary>A child.</summary>
    Child = 1,

    /// <summary>A router.</summary>
    Router = 2,

    /// <summary>The leader.</summary>
    Leader = 3,
}
