namespace PeerProto.Apple.Tests;

/// <summary>Listings written for these tests, in the form that people publish.</summary>
internal static class SystemExtensionSamples
{
    public const string Waiting =
        "1 extension(s)\n--- com.apple.system_extension.network_extension (Go to 'System Settings > General > Login Items & Extensions > Network Extensions' to modify these system extension(s))\n" +
        "enabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n" +
        "\t\tABCDE12345\torg.example.app.filter (1.2/34)\tExample Filter\t[activated waiting for user]\n";

    public const string Upgrade =
        "3 extension(s)\n--- com.apple.system_extension.network_extension\nenabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n" +
        "*\t*\tABCDE12345\torg.example.app.filter (1.3/35)\tExample Filter\t[activated enabled]\n" +
        "\t\tABCDE12345\torg.example.app.filter (1.2/34)\tExample Filter\t[terminated waiting to uninstall on reboot]\n" +
        "--- com.apple.system_extension.endpoint_security\nenabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n" +
        "*\t\tZYXWV98765\torg.example.guard (2.0.1/2.0.1)\tExample [Beta] Guard\t[activated disabled]\n";

    /// <summary>Pasted into a forum, which made spaces of the tabs.</summary>
    public const string Pasted =
        "2 extension(s)\n--- com.apple.system_extension.network_extension\nenabled active teamID bundleID (version) name [state]\n" +
        "* * ABCDE12345 org.example.app.filter (1.3/35) Example Filter [activated enabled]\n" +
        "   *   ZYXWV98765 org.example.guard (2.0) guard [validating by category]\n";

    public const string None = "0 extension(s)\n";

    public static PropertyListValue Database { get; } = PropertyListValue.Of(
        ("extensions", PropertyListValue.Of([
            PropertyListValue.Of(
                ("identifier", PropertyListValue.Of("org.example.app.filter")),
                ("teamID", PropertyListValue.Of("ABCDE12345")),
                ("bundleVersion", PropertyListValue.Of(("CFBundleShortVersionString", PropertyListValue.Of("1.2")), ("CFBundleVersion", PropertyListValue.Of("34")))),
                ("categories", PropertyListValue.Of([PropertyListValue.Of("com.apple.system_extension.network_extension")])),
                ("state", PropertyListValue.Of("activated_waiting_for_user")),
                ("container", PropertyListValue.Of(("bundlePath", PropertyListValue.Of("/Applications/Example.app"))))),
            PropertyListValue.Of(("identifier", PropertyListValue.Of("org.example.broken")))])),
        ("version", PropertyListValue.Of(1)));
}
