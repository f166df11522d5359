namespace PeerProto.Sessions.States;

/// <summary>What moves a listener from one state to the next.</summary>
internal enum ListenerStep
{
    /// <summary>It listens, or its address is back.</summary>
    Listen,

    /// <summary>Its address has gone.</summary>
    Vanish,

    /// <summary>It cannot listen, for good.</summary>
    Break,

    /// <summary>The session ends.</summary>
    Cancel,
}
