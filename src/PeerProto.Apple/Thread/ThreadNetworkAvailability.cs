namespace PeerProto.Apple;

/// <summary>Whether Apple's ThreadNetwork framework can be used by this program, and why not.</summary>
/// <param name="IsAvailable">Whether the platform has it. The entitlement and the user decide the rest.</param>
/// <param name="Reason">Why, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record ThreadNetworkAvailability(bool IsAvailable, string Reason, string Remedy)
{
    private const int FirstVersion = 15;

    /// <summary>Judges the system that the program runs on.</summary>
    public static ThreadNetworkAvailability Check() => For(
        OperatingSystem.IsMacCatalyst() ? "maccatalyst" : OperatingSystem.IsIOS() ? "ios" : OperatingSystem.IsMacOS() ? "macos" : "", Environment.OSVersion.Version);

    internal static ThreadNetworkAvailability For(string platform, Version version) => platform switch
    {
        "ios" when version.Major >= FirstVersion => new(
            true, $"iOS and iPadOS have it from version {FirstVersion} on", "Give the app the entitlement com.apple.developer.networking.manage-thread-network-credentials; a simulator has no service behind it"),
        "ios" => new(false, $"iOS and iPadOS have it from version {FirstVersion} on, and this is {version}", "Update the system, or use FileThreadCredentialStore"),
        "macos" or "maccatalyst" => new(
            false, "Macs have the framework, but its service does not answer: the connection is interrupted (NSCocoaErrorDomain 4097)",
            "Test with FakeThreadService or FileThreadCredentialStore here, and with the framework on an iPhone or iPad"),
        _ => new(false, "Only Apple's systems have it", "Use FileThreadCredentialStore, or FakeThreadService in tests"),
    };
}
