namespace PeerProto;

/// <summary>How large a channel's share of the link is while several channels of a connection wait for it. The others are never left without.</summary>
public enum Priority
{
    /// <summary>A quarter of the usual share.</summary>
    Low = -1,

    /// <summary>The usual share.</summary>
    Normal = 0,

    /// <summary>Four times the usual share.</summary>
    High = 1,
}
