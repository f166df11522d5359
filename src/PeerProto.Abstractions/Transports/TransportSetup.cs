namespace PeerProto;

/// <summary>What a session lends to its transports.</summary>
public sealed record TransportSetup
{
    /// <summary>Certificate and verdict for a transport that runs TLS itself, or null where the session's security is not one of certificates.</summary>
    public ITlsCredentials? Credentials { get; init; }

    /// <summary>Where time comes from. The system unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
