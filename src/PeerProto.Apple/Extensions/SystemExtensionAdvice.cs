namespace PeerProto.Apple;

/// <summary>
/// What each state means and what helps, in the order to try it. After Apple's schema of <c>com.apple.system-extension-policy</c> and answers of
/// its engineers; none of it needs system integrity protection off.
/// </summary>
internal static class SystemExtensionAdvice
{
    private const string Approve = "Approve it on the Mac, which works without the alert: System Settings, General, Login Items & Extensions, then its category; before macOS 15 Privacy & Security, Allow";
    private const string OnManagedMacs = "On managed Macs install a profile with com.apple.system-extension-policy that allows";
    private const string Reboot = "Restart the Mac";

    public static SystemExtensionDiagnosis For(SystemExtension extension, SystemExtensionList list)
    {
        (string meaning, string[] remedies) = extension.State switch
        {
            SystemExtensionState.Enabled => ("it runs", FilterConsent(extension)),
            SystemExtensionState.Disabled => ("the user switched it off", (string[])[Approve]),
            SystemExtensionState.WaitingForUser => ("it is staged, and nobody has approved it; the alert may have been missed or never shown", WaitingForUser(extension, list)),
            SystemExtensionState.Blocked => ("a policy on this Mac forbids it", [Policy(extension), "Look for a profile with AllowUserOverrides false, or one that names other teams only"]),
            SystemExtensionState.Enabling => ("the system is starting it", ["Wait a moment and list again", Reboot]),
            SystemExtensionState.Validating => (
                "the system checks it; where it stays so, its signature, entitlements or Info.plist are wrong",
                ["Wait a moment and list again", "Check the signature, the entitlement of its category, and in its Info.plist the keys of its category, such as NEMachServiceName and NEProviderClasses under NetworkExtension", "Check that it lies in Contents/Library/SystemExtensions of an app in an Applications folder"]),
            SystemExtensionState.WaitingToUpgrade => ("a new version waits for the app to say that it takes the place of the old one", ["Answer replace in request(_:actionForReplacingExtension:withExtension:), and keep the delegate until the request ends", "Open the app again, so that it asks again", Reboot]),
            SystemExtensionState.WaitingForReboot => ("a new version takes the place of the old one at the next start", [Reboot]),
            SystemExtensionState.Terminating => ("the system is stopping it", ["Wait a moment and list again", Reboot]),
            SystemExtensionState.RemovedOnReboot => ("it is stopped, and removed at the next start", [Reboot]),
            SystemExtensionState.Uninstalling => ("it is being removed", ["Wait a moment and list again"]),
            SystemExtensionState.Uninstalled => ("it is gone", []),
            _ => ("this state is not known here", ["List again after a moment", Reboot]),
        };
        bool isGood = extension.State == SystemExtensionState.Enabled;
        return new SystemExtensionDiagnosis(extension, isGood, meaning, remedies);
    }

    private static string[] WaitingForUser(SystemExtension extension, SystemExtensionList list) =>
    [
        Approve,
        Policy(extension),
        .. list.Extensions.Count(other => other.BundleId == extension.BundleId && other.TeamId == extension.TeamId) > 1
            ? (string[])["Another version of it is listed too: restart the Mac first, so that the old one goes"]
            : [],
        "Ask again from the app: with a higher CFBundleVersion, from /Applications, while a user is logged in, with one request at a time, and answer replace",
        "On macOS 15 and later delete the extension in the same pane of the settings, then activate it again",
        "Delete the app, by the Finder or by device management: its extensions go with it; then install it again",
    ];

    // The identifiers come from a listing that anybody may have written: a command is offered only where they are what they should be.
    private static string Policy(SystemExtension extension) => SystemExtensionProfile.IsTeamId(extension.TeamId) && SystemExtensionProfile.IsBundleId(extension.BundleId)
        ? $"{OnManagedMacs} {extension.BundleId} of {extension.TeamId}: since macOS 11.3 that completes one that waits already; make it with 'peerproto apple profile sysext --team {extension.TeamId} --bundle {extension.BundleId}'"
        : $"{OnManagedMacs} it by the identifiers that 'codesign -dv' shows; those of the listing are none";

    private static string[] FilterConsent(SystemExtension extension) => extension.Categories.Contains("network_extension")
        ? ["If it filters nothing: its filter configuration needs a consent of its own, or a profile with com.apple.webcontent-filter"]
        : [];
}
