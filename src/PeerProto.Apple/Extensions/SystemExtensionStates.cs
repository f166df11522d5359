namespace PeerProto.Apple;

/// <summary>Reads states, written with spaces in listings and with underscores in the database.</summary>
internal static class SystemExtensionStates
{
    public static string Normalize(string written) => written.Trim().Replace(' ', '_').ToLowerInvariant();

    public static SystemExtensionState Parse(string normalized) => normalized switch
    {
        "activated_enabled" => SystemExtensionState.Enabled,
        "activated_disabled" => SystemExtensionState.Disabled,
        "activated_waiting_for_user" or "waiting_for_approval" or "activated_waiting_for_approval" => SystemExtensionState.WaitingForUser,
        "blocked" or "activated_blocked" => SystemExtensionState.Blocked,
        "activated_enabling" => SystemExtensionState.Enabling,
        "validating" or "validating_by_category" => SystemExtensionState.Validating,
        "activated_waiting_to_upgrade" or "activated_waiting_for_upgrade" => SystemExtensionState.WaitingToUpgrade,
        "activated_waiting_to_upgrade_on_reboot" => SystemExtensionState.WaitingForReboot,
        "terminated_waiting_to_uninstall_on_reboot" => SystemExtensionState.RemovedOnReboot,
        "uninstalling" => SystemExtensionState.Uninstalling,
        "uninstalled" => SystemExtensionState.Uninstalled,
        _ when normalized.StartsWith("terminating_for_", StringComparison.Ordinal) => SystemExtensionState.Terminating,
        _ => SystemExtensionState.Unknown,
    };
}
