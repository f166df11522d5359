namespace PeerProto.Apple;

/// <summary>What a finding about eapolcfg commands is.</summary>
public enum EapolCommandFindingCode
{
    /// <summary>There is no eapolcfg command.</summary>
    NoCommand,

    /// <summary>createProfile names neither a trusted certificate nor a trusted server name.</summary>
    MissingTrust,

    /// <summary>A later command does not name the profile that createProfile made, by the ID that it printed.</summary>
    MissingProfileId,

    /// <summary>eapolcfg was built by the user, and lacks Apple's entitlements.</summary>
    SelfBuilt,

    /// <summary>A CoreWLAN call joins by a way of its own, which ignores the profile.</summary>
    SeparatePath,

    /// <summary>The command is none of eapolcfg's.</summary>
    UnknownCommand,

    /// <summary>The option is none of this command's.</summary>
    UnknownOption,

    /// <summary>An option has no value, or a wrong one.</summary>
    WrongValue,

    /// <summary>An option that must be there is missing.</summary>
    MissingOption,

    /// <summary>Options contradict each other.</summary>
    Contradiction,

    /// <summary>Nothing gives the user's name and password, or the identity.</summary>
    MissingCredentials,

    /// <summary>A password stands in the command line, where others can see it.</summary>
    VisiblePassword,

    /// <summary>There are more findings than are told.</summary>
    MoreFindings,
}
