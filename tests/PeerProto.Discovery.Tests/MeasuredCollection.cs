namespace PeerProto.Discovery.Tests;

/// <summary>Tests that measure the memory of the process, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredCollection
{
    public const string Name = "Measured";
}
