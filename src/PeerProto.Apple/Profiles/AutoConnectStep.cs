namespace PeerProto.Apple;

/// <summary>One step of what macOS does.</summary>
/// <param name="Event">What happens.</param>
/// <param name="State">Where macOS is then.</param>
/// <param name="Action">What it does, as a sentence without its full stop.</param>
/// <param name="PayloadIdentifier">The configuration that it takes; null where it takes none.</param>
public sealed record AutoConnectStep(AutoConnectEvent Event, AutoConnectState State, string Action, string? PayloadIdentifier)
{
    /// <summary>Whether a window comes up that the user must answer.</summary>
    public bool AsksUser { get; init; }
}
