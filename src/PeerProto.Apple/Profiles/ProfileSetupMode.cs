namespace PeerProto.Apple;

/// <summary>Who is authenticated, besides the user at the console (SetupModes, macOS).</summary>
public enum ProfileSetupMode
{
    /// <summary>The machine, before and after anybody logs in.</summary>
    System,

    /// <summary>The user who logs in, with what is typed at the login window.</summary>
    LoginWindow,
}
