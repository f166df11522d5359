namespace PeerProto.Testing;

/// <summary>Something that happened in a simulation.</summary>
/// <param name="Time">When, since the simulation began.</param>
/// <param name="Peer">The peer it happened to, or an empty text.</param>
/// <param name="Text">What happened.</param>
public readonly record struct SimulationEvent(TimeSpan Time, string Peer, string Text)
{
    /// <summary>Time, peer and text in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Time:hh\\:mm\\:ss\\.ffffff} {Peer,-8} {Text}";
}
