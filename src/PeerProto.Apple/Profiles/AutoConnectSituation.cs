namespace PeerProto.Apple;

/// <summary>What else decides what macOS does when a cable is put in.</summary>
public sealed record AutoConnectSituation
{
    /// <summary>Whether somebody is logged in at the console. Default: true.</summary>
    public bool IsUserAtConsole { get; init; } = true;

    /// <summary>Whether EthernetAutoConnect is on (domain com.apple.network.eapolcontrol). Default: true, as macOS has it.</summary>
    public bool ConnectsEthernet { get; init; } = true;

    /// <summary>PayloadIdentifier of the configuration that worked with this switch before; null where none did.</summary>
    public string? BoundPayload { get; init; }

    /// <summary>The clock that certificates are held against. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
