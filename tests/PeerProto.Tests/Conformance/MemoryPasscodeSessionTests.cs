namespace PeerProto.Tests.Conformance;

/// <summary>Sessions over memory with a passcode.</summary>
public sealed class MemoryPasscodeSessionTests : SessionConformanceTests
{
    private readonly MemoryNetwork _network = new();

    protected override PeerSecurity Security => PasscodeForSessions.Security;

    protected override ITransportProvider CreateTransport() => new MemoryTransportProvider(_network);
}
