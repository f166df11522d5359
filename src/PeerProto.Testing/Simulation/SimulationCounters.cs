namespace PeerProto.Testing;

/// <summary>What the links of a simulation have carried and done to it, over all peers since it began.</summary>
public sealed record SimulationCounters
{
    /// <summary>Packets that were sent, repetitions and confirmations among them.</summary>
    public long Packets { get; internal set; }

    /// <summary>Bytes of all packets.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Packets that were lost by chance.</summary>
    public long Lost { get; internal set; }

    /// <summary>Packets that found the link's queue full.</summary>
    public long Overflowed { get; internal set; }

    /// <summary>Packets that went into a link that was cut, or to a device that was off.</summary>
    public long Vanished { get; internal set; }

    /// <summary>Packets that arrived twice.</summary>
    public long Duplicated { get; internal set; }

    /// <summary>Packets that were overtaken by later ones.</summary>
    public long Reordered { get; internal set; }

    /// <summary>Packets that a reliable stream sent again.</summary>
    public long Retransmitted { get; internal set; }

    /// <summary>Links that came about between two transports.</summary>
    public long LinksOpened { get; internal set; }

    /// <summary>Streams that were opened on such links beside the first.</summary>
    public long StreamsOpened { get; internal set; }

    /// <summary>Ends of such links that broke.</summary>
    public long LinksBroken { get; internal set; }

    /// <summary>Pieces of work that ran on the simulation's thread.</summary>
    public long Tasks { get; internal set; }
}
