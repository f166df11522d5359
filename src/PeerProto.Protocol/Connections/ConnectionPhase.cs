namespace PeerProto.Protocol.Connections;

/// <summary>How far a connection is.</summary>
public enum ConnectionPhase
{
    /// <summary>Hellos are on their way.</summary>
    Hello,

    /// <summary>The hellos name different shapes of the contract; each side tells its own.</summary>
    Agreement,

    /// <summary>The contracts fit; each side decides whether it takes the connection.</summary>
    Admission,

    /// <summary>Both sides have taken it; messages and calls flow.</summary>
    Ready,

    /// <summary>This side has said close and waits for the peer's; what arrives is still handled.</summary>
    Closing,

    /// <summary>Over.</summary>
    Closed,
}
