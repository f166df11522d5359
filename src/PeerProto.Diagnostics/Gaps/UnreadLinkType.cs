namespace PeerProto;

/// <summary>Packets of a capture that were passed over, because what they begin with is not read.</summary>
/// <param name="LinkType">What they begin with, by the numbers of tcpdump.org.</param>
/// <param name="Packets">How many there are.</param>
public sealed record UnreadLinkType(int LinkType, long Packets)
{
    /// <summary>What to do about them, as a sentence without its full stop.</summary>
    internal const string Remedy = "Capture on the receiver's own interface without monitor mode, as with 'tcpdump -i en0 -w file', or save it with Ethernet headers in Wireshark";

    /// <summary>Number, name where it has one, and how many.</summary>
    /// <returns>The written count.</returns>
    public override string ToString() => LinkType switch
    {
        105 => $"802.11 (link type 105) of {Packets} packets",
        119 or 163 => $"802.11 with a header of a driver (link type {LinkType}) of {Packets} packets",
        127 => $"802.11 with radiotap, as in monitor mode (link type 127), of {Packets} packets",
        258 => $"PKTAP of an unknown form (link type 258) of {Packets} packets",
        _ => $"link type {LinkType} of {Packets} packets",
    };
}
