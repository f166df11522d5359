using System.Text;

namespace PeerProto.Apple.Tests;

public sealed class SystemExtensionProfileTests : IDisposable
{
    private static readonly SystemExtensionProfileOptions Options = new()
    {
        TeamId = "ABCDE12345", ExtensionBundleId = "org.example.app.filter", AppBundleId = "org.example.app", DisplayName = "Example", Organization = "Example & Co", FiltersPackets = true, IsRemovable = true,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-profile-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ProfileThatIsMade_PassesItsCheckAndStaysTheSame()
    {
        PropertyListValue profile = SystemExtensionProfile.Create(Options);
        Assert.Empty(SystemExtensionProfile.Check(profile));
        Assert.Equal(PropertyList.WriteXml(profile), PropertyList.WriteXml(SystemExtensionProfile.Create(Options)));
        PropertyListValue policy = profile["PayloadContent"]!.Items[0];
        PropertyListValue filter = profile["PayloadContent"]!.Items[1];
        Assert.Equal("org.example.app.filter", policy["AllowedSystemExtensions"]?["ABCDE12345"]?.Items[0].Text);
        Assert.Equal(("Plugin", "org.example.app", "org.example.app.filter"), (filter["FilterType"]?.Text, filter["PluginBundleID"]?.Text, filter["FilterDataProviderBundleIdentifier"]?.Text));
        Assert.Contains("subject.OU] = ABCDE12345", filter["FilterPacketProviderDesignatedRequirement"]?.Text, StringComparison.Ordinal);
        Assert.Equal(4, profile["PayloadContent"]!.Items.Append(profile).Select(payload => payload["PayloadUUID"]!.Text).Append("x").Distinct().Count());
    }

    [Fact]
    public void ProfileWithoutAnApp_OnlyAllows()
    {
        PropertyListValue profile = SystemExtensionProfile.Create(new SystemExtensionProfileOptions { TeamId = "1BCDE12345", ExtensionBundleId = "org.example.app.filter" });
        Assert.Single(profile["PayloadContent"]!.Items);
        SystemExtensionProfileFinding finding = Assert.Single(SystemExtensionProfile.Check(profile));
        Assert.False(finding.IsError);
    }

    [Fact]
    public void ProfileOfOthers_IsRead()
    {
        PropertyListValue profile = PropertyList.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Extensions", "Santa", "system-extension-policy.mobileconfig")));

        Assert.Equal("com.google.santa.daemon", profile["PayloadContent"]!.Items[0]["AllowedSystemExtensions"]!["EQHXZ8M8AV"]!.Items[0].Text);
        Assert.Equal([false, false], SystemExtensionProfile.Check(profile).Select(finding => finding.IsError)); // no filter, and no type for one
    }

    // The names that macOS reads are written here once more, so that a misspelt one in the maker and the check shows.
    [Fact]
    public async Task Plistlib_ReadsTheProfileWithTheNamesOfApplesSchema()
    {
        const string Script =
            """
            import plistlib, sys
            profile = plistlib.load(open(sys.argv[1], "rb"))
            policy = next(p for p in profile["PayloadContent"] if p["PayloadType"] == "com.apple.system-extension-policy")
            web = next(p for p in profile["PayloadContent"] if p["PayloadType"] == "com.apple.webcontent-filter")
            assert profile["PayloadScope"] == "System" and profile["PayloadVersion"] == 1, profile
            assert policy["AllowedSystemExtensions"] == {"ABCDE12345": ["org.example.app.filter"]}, policy
            assert policy["AllowedSystemExtensionTypes"] == {"ABCDE12345": ["NetworkExtension"]}, policy
            assert (web["FilterType"], web["PluginBundleID"], web["FilterDataProviderBundleIdentifier"]) == ("Plugin", "org.example.app", "org.example.app.filter"), web
            assert web["FilterSockets"] is True and 'identifier "org.example.app.filter"' in web["FilterDataProviderDesignatedRequirement"], web
            print("read")
            """;
        string path = Path.Combine(_folder.FullName, "x.mobileconfig");
        await File.WriteAllTextAsync(path, PropertyList.WriteXml(SystemExtensionProfile.Create(Options)), TestContext.Current.CancellationToken);

        Assert.Equal("read", (await OtherProgram.RunAsync("python3", ["-c", Script, path], "", TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public void RemovableExtensionOfAnAllowedTeam_NeedsNoNameOfItsOwn()
    {
        string text = PropertyList.WriteXml(SystemExtensionProfile.Create(new SystemExtensionProfileOptions { TeamId = "ABCDE12345", ExtensionBundleId = "org.example.app.filter", IsRemovable = true }))
            .Replace("<key>AllowUserOverrides</key>", "<key>AllowedTeamIdentifiers</key><array><string>ZYXWV98765</string></array><key>AllowUserOverrides</key>", StringComparison.Ordinal)
            .Replace("<key>RemovableSystemExtensions</key>\n\t\t\t<dict>", "<key>RemovableSystemExtensions</key><dict><key>ZYXWV98765</key><array><string>org.example.guard</string></array>", StringComparison.Ordinal);
        Assert.Contains("org.example.guard", text, StringComparison.Ordinal);

        Assert.DoesNotContain(SystemExtensionProfile.Check(PropertyList.Read(Encoding.UTF8.GetBytes(text))), finding => finding.Cause.Contains("org.example.guard", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plistutil_ReadsTheProfile()
    {
        string path = Path.Combine(_folder.FullName, "x.mobileconfig");
        await File.WriteAllTextAsync(path, PropertyList.WriteXml(SystemExtensionProfile.Create(Options)), TestContext.Current.CancellationToken);
        string binary = Path.Combine(_folder.FullName, "x.bin");
        await OtherProgram.RunAsync("plistutil", ["-i", path, "-f", "bin", "-o", binary], "", TestContext.Current.CancellationToken);
        Assert.Empty(SystemExtensionProfile.Check(PropertyList.Read(await File.ReadAllBytesAsync(binary, TestContext.Current.CancellationToken))));
    }

    [Theory]
    [InlineData("abcde12345", "org.example.x", "org.example", true)]
    [InlineData("ABCDE1234", "org.example.x", "org.example", true)]
    [InlineData("ABCDE12345", "org example", "org.example", true)]
    [InlineData("ABCDE12345", "org.example.x", "org.example.x", true)]
    [InlineData("ABCDE12345", "org.example.x", "org.example", false)]
    public void WrongOptions_AreRefused(string team, string bundle, string app, bool filtersSockets) =>
        Assert.Throws<ArgumentException>(() => SystemExtensionProfile.Create(new SystemExtensionProfileOptions { TeamId = team, ExtensionBundleId = bundle, AppBundleId = app, FiltersSockets = filtersSockets }));

    [Theory]
    [InlineData("<string>System</string>", "<string>User</string>", "PayloadScope is not System")]
    [InlineData("<string>Plugin</string>", "<string>BuiltIn</string>", "FilterType is not Plugin")]
    [InlineData("<key>PluginBundleID</key>\n\t\t\t<string>org.example.app</string>", "", "PluginBundleID is missing")]
    [InlineData("<key>PluginBundleID</key>\n\t\t\t<string>org.example.app</string>", "<key>PluginBundleID</key><string>org.example.app.filter</string>", "is the app's identifier")]
    [InlineData("= ABCDE12345)", "= ZZZZZ12345)", "names none of the teams")]
    [InlineData("<key>ABCDE12345</key>\n\t\t\t\t<array>\n\t\t\t\t\t<string>org.example.app.filter</string>", "<key>ABCDE12345</key><array><string>org.example.app.fliter</string>", "the policy does not allow org.example.app.filter")]
    [InlineData("<key>ABCDE12345</key>", "<key>abcde</key>", "is no team identifier")]
    [InlineData("<string>NetworkExtension</string>", "<string>Network</string>", "is no type of extension")]
    [InlineData("<key>AllowUserOverrides</key>", "<key>AllowedTeamIdentifiers</key><array><string>ABCDE12345</string></array><key>AllowUserOverrides</key>", "stands both in")]
    [InlineData("<key>AllowUserOverrides</key>", "<key>NonRemovableSystemExtensions</key><dict><key>ABCDE12345</key><array><string>org.example.app.filter</string></array></dict><key>AllowUserOverrides</key>", "both removable and not")]
    [InlineData("<key>FilterSockets</key>\n\t\t\t<true/>", "<key>FilterSockets</key><string>true</string>", "")]
    [InlineData("anchor apple generic and ", "", "does not begin at Apple's anchor")]
    [InlineData("identifier \"org.example.app.filter\"", "identifier \"org.example.other\"", "DesignatedRequirement does not name")]
    [InlineData("com.apple.system-extension-policy</string>", "com.apple.other</string>", "so that a user must approve")]
    [InlineData("<string>org.example.app.filter.policy</string>", "<string>org.example.app.filter.filter</string>", "two payloads have the same PayloadIdentifier")]
    [InlineData("<integer>1</integer>", "<string>1</string>", "PayloadVersion is not the integer 1")]
    public void MistakeInAProfile_IsFound(string right, string wrong, string cause)
    {
        string text = PropertyList.WriteXml(SystemExtensionProfile.Create(Options)).Replace("&quot;", "\"", StringComparison.Ordinal);
        Assert.Contains(right, text, StringComparison.Ordinal);
        ConfigurationProfile spoiled = ConfigurationProfile.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal(cause.Length > 0, ProfileLint.Check(spoiled).Any(finding => finding.Message.Contains(cause, StringComparison.Ordinal) || finding.Code == ProfileFindingCode.DuplicateIdentity || finding.Message.StartsWith("PayloadVersion", StringComparison.Ordinal)));
        IReadOnlyList<SystemExtensionProfileFinding> findings = SystemExtensionProfile.Check(PropertyList.Read(Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Equal(cause.Length == 0, findings.Count == 0); // packets remain where sockets are gone
        if (cause.Length > 0)
            Assert.Contains(findings, finding => finding.Cause.Contains(cause, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsNoProfile_IsOneFinding() => Assert.True(Assert.Single(SystemExtensionProfile.Check(PropertyListValue.Of("text"))).IsError);
}
