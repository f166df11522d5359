namespace PeerProto.Testing;

/// <summary>A simulation cannot go on: what was waited for did not happen, or something left its one thread. The message tells the seed that shows it again.</summary>
public sealed class SimulationException : Exception
{
    internal SimulationException(int seed, string cause, string remedy, Exception? innerException = null)
        : base($"Simulation with seed {seed}: {cause}. {remedy}.", innerException)
    {
        Seed = seed;
    }

    /// <summary>The seed of the simulation.</summary>
    public int Seed { get; }
}
