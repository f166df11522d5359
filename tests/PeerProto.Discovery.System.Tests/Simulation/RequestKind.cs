namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>What a request to the system's service is for.</summary>
internal enum RequestKind
{
    Browse,
    Resolve,
    Addresses,
    Record,
    Register,
}
