namespace PeerProto.Diagnostics;

/// <summary>What a verdict follows from.</summary>
/// <param name="Flow">The figures of the flow.</param>
/// <param name="LostInGaps">How many datagrams are missing in its gaps.</param>
/// <param name="RoomInGaps">How many datagrams its gaps had room for, by the usual interval.</param>
/// <param name="IsAmbiguous">Whether the numbers are too short to tell a loss in a gap from none.</param>
/// <param name="Reached">The part of the bytes of all flows that reached the app; null where nobody counted.</param>
/// <param name="Flows">How many flows those are.</param>
internal readonly record struct GapFigures(GapFlow Flow, long LostInGaps, double RoomInGaps, bool IsAmbiguous, double? Reached, int Flows)
{
    public long Lost => Flow.Lost ?? 0;

    /// <summary>Whether every datagram that was sent is known to be in the capture.</summary>
    public bool IsWhole => Flow.Lost == 0 && !IsAmbiguous;

    /// <summary>Whether the numbers of the content tell, and can.</summary>
    public bool IsNumbered => Flow.SequenceSource == SequenceSource.Content && !IsAmbiguous;
}
