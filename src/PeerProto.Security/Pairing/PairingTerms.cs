using PeerProto.Security.Exchanges;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Pairing;

/// <summary>What one side of a pairing brings.</summary>
internal sealed record PairingTerms
{
    /// <summary>How it pairs.</summary>
    public required PairingWay Way { get; init; }

    /// <summary>What the passcode was made into, where there is one.</summary>
    public Spake2PlusSecret? Passcode { get; init; }

    /// <summary>The ticket's secret, where there is one.</summary>
    public ReadOnlyMemory<byte> TicketSecret { get; init; }

    /// <summary>Whether the other side may try now.</summary>
    public required IGuessGate Gate { get; init; }

    /// <summary>What this side tells of itself.</summary>
    public required PairingCard Card { get; init; }
}
