namespace PeerProto.Apple;

/// <summary>What else is known when a profile is checked.</summary>
public sealed record ProfileLintOptions
{
    /// <summary>Who signed the profile; null where nobody did.</summary>
    public ProfileSignature? Signature { get; init; }

    /// <summary>Other profiles that are installed for the same user or device. Default: none.</summary>
    public IReadOnlyList<ConfigurationProfile> InstalledBeside { get; init; } = [];

    /// <summary>The clock that certificates are held against. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
