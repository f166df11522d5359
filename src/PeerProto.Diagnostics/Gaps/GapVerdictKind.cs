namespace PeerProto;

/// <summary>What makes data go missing.</summary>
public enum GapVerdictKind
{
    /// <summary>Nothing is missing.</summary>
    Steady,

    /// <summary>The receiver's socket buffer was full: the app does not read fast enough.</summary>
    Buffer,

    /// <summary>Datagrams were lost on the way, as radios lose broadcast and multicast.</summary>
    Radio,

    /// <summary>The sender paused.</summary>
    Sender,

    /// <summary>Nothing ever came: a firewall, a missing permission or membership.</summary>
    Filter,

    /// <summary>There are gaps, and what is known does not tell why.</summary>
    Undecided,

    /// <summary>There are too few datagrams to tell.</summary>
    TooFew,
}
