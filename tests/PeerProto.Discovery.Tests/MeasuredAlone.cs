namespace PeerProto.Discovery.Tests;

/// <summary>Tests that measure the memory of the process, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "Measured";
}
