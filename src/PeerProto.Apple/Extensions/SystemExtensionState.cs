namespace PeerProto.Apple;

/// <summary>Where a system extension is between asked for and gone. Apple publishes no list: these were seen in outputs of <c>systemextensionsctl</c>.</summary>
public enum SystemExtensionState
{
    /// <summary>A state that is not known here.</summary>
    Unknown,

    /// <summary>It runs.</summary>
    Enabled,

    /// <summary>The user switched it off.</summary>
    Disabled,

    /// <summary>Staged, and nobody has approved it.</summary>
    WaitingForUser,

    /// <summary>A policy forbids it.</summary>
    Blocked,

    /// <summary>The system is starting it.</summary>
    Enabling,

    /// <summary>The system checks its signature, entitlements and Info.plist.</summary>
    Validating,

    /// <summary>A new version waits to take the place of the old one.</summary>
    WaitingToUpgrade,

    /// <summary>A new version takes the place of the old one at the next start of the system.</summary>
    WaitingForReboot,

    /// <summary>It is being stopped.</summary>
    Terminating,

    /// <summary>Stopped; it is removed at the next start of the system.</summary>
    RemovedOnReboot,

    /// <summary>It is being removed.</summary>
    Uninstalling,

    /// <summary>It is gone.</summary>
    Uninstalled,
}
