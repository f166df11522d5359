namespace PeerProto.Apple;

/// <summary>For whom a configuration profile holds (PayloadScope, macOS).</summary>
public enum ProfileScope
{
    /// <summary>For the user who installs it. What macOS takes where nothing is said.</summary>
    User,

    /// <summary>For the device, whoever uses it; also before anybody has logged in.</summary>
    System,
}
