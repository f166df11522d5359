namespace PeerProto.Apple;

/// <summary>What the Thread interface of a border agent does, from its state bitmap.</summary>
public enum BorderAgentInterfaceState
{
    /// <summary>It is not initialised: the border router is in no network.</summary>
    NotInitialized = 0,

    /// <summary>It is initialised, but not active.</summary>
    Initialized = 1,

    /// <summary>It is active.</summary>
    Active = 2,
}
