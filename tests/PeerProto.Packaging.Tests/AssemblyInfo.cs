using PeerProto.Packaging.Tests;

// Packing is one build of everything, done once for all tests.
[assembly: AssemblyFixture(typeof(PackedRepository))]
