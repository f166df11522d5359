namespace PeerProto.Transports.Tests.Allocation;

/// <summary>Runs while no other test does, because allocation is counted for the whole process.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
