namespace PeerProto.Sessions.States;

/// <summary>What moves a connection from one state to the next.</summary>
internal enum ConnectionStep
{
    /// <summary>An attempt begins.</summary>
    Start,

    /// <summary>The attempt failed for a reason that may pass.</summary>
    Obstacle,

    /// <summary>The attempt failed for a reason that does not pass by itself.</summary>
    Refusal,

    /// <summary>Both sides have taken the connection.</summary>
    Established,

    /// <summary>The connection ended without this program's wish.</summary>
    Lost,

    /// <summary>This program ends it.</summary>
    Cancel,
}
