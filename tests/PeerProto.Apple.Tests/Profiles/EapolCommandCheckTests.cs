namespace PeerProto.Apple.Tests;

public sealed class EapolCommandCheckTests
{
    private const string Good =
        "PROFILE=$(eapolcfg createProfile --authType PEAP --userDefinedName Office --SSID Office --securityType WPA2 --trustedCertificate root.der --trustedServerName radius.example.com)\n" +
        "eapolcfg setPasswordItem --name ana --password - --profileID \"$PROFILE\"\neapolcfg startAuthentication --no-ui --interface en0 --profileID $PROFILE\n";

    [Fact]
    public void CommandsOfThePost_GiveTheFourFindings()
    {
        EapolCommandCheck check = EapolCommandPlan.Check(ForumPost.Read(13));
        Assert.Equal(["createProfile", "setPasswordItem", "startAuthentication"], check.Commands.Select(command => command.Name));
        Assert.Equal(
            [EapolCommandFindingCode.MissingTrust, EapolCommandFindingCode.MissingProfileId, EapolCommandFindingCode.SelfBuilt, EapolCommandFindingCode.SeparatePath],
            check.Findings.Where(finding => finding.Severity != ProfileFindingSeverity.Note).Select(finding => finding.Code));
        Assert.Equal(EapolCommandFindingCode.VisiblePassword, Assert.Single(check.Findings, finding => finding.Severity == ProfileFindingSeverity.Note).Code);
        Assert.Equal(("PEAP", "myssid", "WPA2", "MyProfile"), (check.Commands[0].Value("authType"), check.Commands[0].Value("SSID"), check.Commands[0].Value("securityType"), check.Commands[0].Value("userDefinedName")));
        Assert.Equal("en0", check.Commands[2].Value("interface"));
        Assert.Contains(check.Errors, error => error is { Domain: "com.apple.coreWLAN.EAPOL.error", Code: 1, IsKnown: true });
        Assert.False(check.IsGood);
        Assert.DoesNotContain("mypassword", string.Join('\n', check.Findings) + string.Join('\n', check.Commands.SelectMany(command => command.Options)), StringComparison.Ordinal);
    }

    [Fact]
    public void GoodCommands_HaveNoFinding()
    {
        EapolCommandCheck check = EapolCommandPlan.Check(Good);
        Assert.Empty(check.Findings);
        Assert.True(check.IsGood);
    }

    [Theory]
    [InlineData("eapolcfg createProfile --SSID a --securityType WPA2 --trustedServerName x", EapolCommandFindingCode.MissingOption, "--authType is missing")]
    [InlineData("eapolcfg createProfile --authType PEAP --SSID a --trustedServerName x", EapolCommandFindingCode.MissingOption, "go together")]
    [InlineData("eapolcfg createProfile --authType PEEP --trustedServerName x", EapolCommandFindingCode.WrongValue, "--authType PEEP is not known")]
    [InlineData("eapolcfg createProfile --authType PEAP --SSID a --securityType WPA3 --trustedServerName x", EapolCommandFindingCode.WrongValue, "--securityType WPA3")]
    [InlineData("eapolcfg createProfile --authType TTLS --TTLSInnerAuthentication EAP --trustedServerName x", EapolCommandFindingCode.WrongValue, "--TTLSInnerAuthentication EAP")]
    [InlineData("eapolcfg createProfile --authType PEAP --trustServerName x", EapolCommandFindingCode.UnknownOption, "no option --trustServerName")]
    [InlineData("eapolcfg createProfile --authType PEAP --SSID a --securityType WPA2 --domain b --trustedServerName x", EapolCommandFindingCode.Contradiction, "exclude each other")]
    [InlineData("eapolcfg createProfile --authType --trustedServerName x", EapolCommandFindingCode.WrongValue, "--authType has no value")]
    [InlineData("eapolcfg createprofile --authType PEAP", EapolCommandFindingCode.UnknownCommand, "no such command")]
    [InlineData("/opt/eapolcfg makeProfile", EapolCommandFindingCode.UnknownCommand, "no such command")]
    [InlineData("eapolcfg startAuthentication --profileID x", EapolCommandFindingCode.MissingOption, "--interface is missing")]
    [InlineData("eapolcfg startAuthentication --interface en0", EapolCommandFindingCode.MissingOption, "does not say which profile")]
    [InlineData("eapolcfg startAuthentication --interface en0 --SSID a --profileID b", EapolCommandFindingCode.Contradiction, "more than once")]
    [InlineData("eapolcfg setPasswordItem --profileID x", EapolCommandFindingCode.MissingOption, "neither --name nor --password")]
    [InlineData("eapolcfg createProfile --authType PEAP --trustedServerName x", EapolCommandFindingCode.MissingOption, "--userDefinedName is missing")]
    [InlineData("eapolcfg setIdentity --profileID x", EapolCommandFindingCode.MissingOption, "--certificate is missing")]
    [InlineData("eapolcfg setPasswordItem --name a --password secret --profileID x", EapolCommandFindingCode.VisiblePassword, "others on the machine")]
    [InlineData("eapolcfg createProfile --authType PEAP --trustedServerName x\neapolcfg startAuthentication --interface en0 --profileID x", EapolCommandFindingCode.MissingCredentials, "status 3")]
    [InlineData("eapolcfg createProfile --authType TLS --trustedServerName x; eapolcfg startAuthentication --interface en0 --profileID x", EapolCommandFindingCode.MissingCredentials, "TLS needs an identity")]
    [InlineData("let x = try interface.associate(toEnterpriseNetwork: network, identity: nil)", EapolCommandFindingCode.SeparatePath, "way of its own")]
    [InlineData("what is eapolcfg for?", EapolCommandFindingCode.NoCommand, "no eapolcfg command")]
    public void Mistake_IsFound(string text, EapolCommandFindingCode code, string message)
    {
        EapolCommandCheck check = EapolCommandPlan.Check(text);
        Assert.Contains(check.Findings, finding => finding.Code == code && finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", string.Concat(check.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eapolcfg createProfile \\\n --authType PEAP \\\r\n --trustedServerName 'radius.example.com' --userDefinedName \"My Office\"")]
    [InlineData("eapolcfg createProfile —authType PEAP —trustedServerName “radius.example.com” —userDefinedName “My Office”")]
    [InlineData("$ sudo eapolcfg createProfile --authType=PEAP --trustedServerName=radius.example.com --userDefinedName='My Office'")]
    [InlineData("I can't. /usr/bin/eapolcfg createProfile --authType PEAP --trustedServerName radius.example.com --userDefinedName My\\ Office and it's over")]
    public void CommandsAsPeoplePasteThem_AreRead(string text)
    {
        EapolCommand command = Assert.Single(EapolCommandPlan.Check(text).Commands);
        Assert.Equal(("PEAP", "radius.example.com", "My Office"), (command.Value("authType"), command.Value("trustedServerName"), command.Value("userDefinedName")));
    }

    [Theory]
    [InlineData("--password --hidden-one")]
    [InlineData("--password=hidden-one")]
    [InlineData("--pass 'hidden-one'")]
    [InlineData("--passwrd hidden-one")]
    [InlineData("--passwrd --hidden-one")]
    [InlineData("-Phidden-one")]
    [InlineData("-P hidden-one")]
    public void Password_HoweverItIsWritten_IsNotTold(string option)
    {
        EapolCommandCheck check = EapolCommandPlan.Check($"eapolcfg setPasswordItem {option} --name ana --profileID x");
        Assert.DoesNotContain("hidden-one", string.Join('\n', check.Findings) + string.Join('\n', check.Commands.SelectMany(command => command.Options)), StringComparison.Ordinal);
        Assert.Equal("ana", Assert.Single(check.Commands).Value("name"));
    }

    [Fact]
    public void EndlessText_IsBounded()
    {
        EapolCommandCheck check = EapolCommandPlan.Check(string.Concat(Enumerable.Repeat("eapolcfg createProfile --no --no --no\n", 100_000)));
        Assert.InRange(check.Commands.Count, 1, 100);
        Assert.InRange(check.Findings.Count, 1, 600);
        check = EapolCommandPlan.Check("eapolcfg createProfile " + string.Concat(Enumerable.Repeat("-a --authType ", 18_000)));
        Assert.InRange(check.Findings.Count, 1, 600);
    }
}
