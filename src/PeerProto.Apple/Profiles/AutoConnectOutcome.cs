namespace PeerProto.Apple;

/// <summary>What happens when an interface of a profile comes up.</summary>
public enum AutoConnectOutcome
{
    /// <summary>It authenticates for the user at the console, and nobody is asked.</summary>
    Silent,

    /// <summary>The user is asked, or must choose.</summary>
    Asks,

    /// <summary>It authenticates for the machine, whether anybody is logged in or not.</summary>
    SystemMode,

    /// <summary>It authenticates when somebody logs in, with what is typed there.</summary>
    LoginWindow,

    /// <summary>It does not authenticate.</summary>
    Never,
}
