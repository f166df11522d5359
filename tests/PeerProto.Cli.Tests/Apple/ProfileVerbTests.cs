using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PeerProto.Apple;
using PeerProto.Cli.Apple;

namespace PeerProto.Cli.Tests.Apple;

public sealed class ProfileVerbTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-profile-verb-");
    private readonly MemoryStream _bytes = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _notes = new();

    private ProfileVerb Lines => Verb(new LineProfileOutput(_output, _notes, () => _bytes));

    private EapProfileRequest Request => new() { Identifier = "org.example.office", Name = "Office", Types = [EapType.Peap], User = "ana", OuterIdentity = "anonymous", Servers = ["radius.example.com"], RootFiles = [RootFile()] };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ProfileThatIsMade_PassesTheLinterAndConnectsByItself()
    {
        string file = Make(Request with { Ethernet = EthernetInterface.FirstActive });
        Assert.Equal(ExitCodes.Success, Lines.Lint([file]));
        Assert.Contains("FirstActiveEthernet: connects by itself", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, _output.ToString() + _notes, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void ProfileWithoutAFile_IsShownAsBytes_SignedOrNot()
    {
        Assert.Equal(ExitCodes.Success, Lines.New(Request with { Ssid = "Office" }, Maker()));
        Assert.StartsWith("<?xml", Encoding.UTF8.GetString(_bytes.ToArray()), StringComparison.Ordinal);
        Assert.Contains("in the clear", _notes.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, Json.New(Request with { Ssid = "Office", SignerFile = SignerFile() }, Maker()));
        byte[] signed = LastJson().GetProperty("signedProfile").GetBytesFromBase64();
        ConfigurationProfile read = ConfigurationProfile.Read(signed, out ProfileSignature? signature);
        Assert.Equal(("CN=Signer", "Office"), (signature?.Signer, read.Payloads.OfType<WiFiPayload>().Single().Ssid));
    }

    [Fact]
    public void TwoProfiles_Ask_AndTheMergedOneDoesNot()
    {
        string ethernet = Make(Request with { Ethernet = EthernetInterface.FirstActive });
        string wifi = Make(Request with { Identifier = "org.example.air", Ssid = "Office" });
        Assert.Equal(ExitCodes.Nothing, Json.Lint([ethernet, wifi]));
        Assert.Equal(["Asks", "Silent"], LastJson().GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("outcome").GetString()));
        Assert.Equal(ExitCodes.Nothing, Json.Plan([ethernet, wifi], new AutoConnectSituation()));
        Assert.Equal(["WaitingForSwitch", "Choosing", "Running", "Authenticated"], LastJson().GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("state").GetString()));
        Assert.Equal(ExitCodes.Success, Json.Plan([ethernet, wifi], new AutoConnectSituation { BoundPayload = "org.example.office.ethernet" }));
        Assert.DoesNotContain(LastJson().GetProperty("steps").EnumerateArray(), step => step.GetProperty("asksUser").GetBoolean());
        Assert.Equal(ExitCodes.Nothing, Json.Plan([Make(Request with { Identifier = "org.example.tls", Types = [EapType.Tls], Ethernet = EthernetInterface.FirstActive }, ExitCodes.Nothing)], new AutoConnectSituation()));
        Assert.Equal("WaitingForLinkChange", LastJson().GetProperty("steps").EnumerateArray().Last().GetProperty("state").GetString());
        string merged = Path.Combine(_folder.FullName, "merged.mobileconfig");
        Assert.Equal(ExitCodes.Success, Lines.Merge([ethernet, wifi], new ProfileMergeOptions(), merged));
        Assert.Contains("is left out", _notes.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, Json.Lint([merged]));
        Assert.Equal(ExitCodes.Success, Lines.Plan([merged], new AutoConnectSituation()));
        Assert.Equal(ExitCodes.Nothing, Lines.Plan([merged], new AutoConnectSituation { ConnectsEthernet = false }));
        Assert.Contains("EthernetAutoConnect is off", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Conversions_ArePrinted_AndOnlyTheFileOfWpaHoldsThePassword()
    {
        string file = Make(Request with { Ethernet = EthernetInterface.FirstActive, Ssid = "Office" });
        Assert.Equal(ExitCodes.Nothing, Lines.ToWpa(file, null, new WpaSupplicantOptions()));
        Assert.Contains("Choose with --payload: org.example.office.ethernet, org.example.office.wifi", _notes.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, Lines.ToEapolcfg(file, "org.example.office.ethernet", new EapolCommandOptions()));
        Assert.Contains("eapolcfg createProfile --authType PEAP", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, _output.ToString() + _notes, StringComparison.Ordinal);
        string anchors = Path.Combine(_folder.FullName, "anchors.pem");
        Assert.Equal(ExitCodes.Success, Json.ToWpa(file, "org.example.office.wifi", new WpaSupplicantOptions { AnchorsFile = anchors }));
        Assert.Contains(Password, LastJson().GetProperty("wpaSupplicant").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", File.ReadAllText(anchors), StringComparison.Ordinal);
    }

    [Fact]
    public void ProfileWithoutTrust_IsNotConverted()
    {
        string file = Make(Request with { Ethernet = EthernetInterface.FirstActive, RootFiles = [], Servers = [] }, ExitCodes.Nothing);
        Assert.Equal(ExitCodes.Nothing, Lines.ToWpa(file, null, new WpaSupplicantOptions()));
        Assert.Equal(ExitCodes.Nothing, Lines.ToEapolcfg(file, null, new EapolCommandOptions()));
        Assert.Equal(ExitCodes.Nothing, Lines.Lint([file]));
        Assert.Contains("any server", _notes.ToString(), StringComparison.Ordinal);
        Assert.Contains("status 14", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PastedCommands_AreChecked()
    {
        ProfileVerb verb = Verb(new LineProfileOutput(_output, _notes, () => _bytes), "./eapolcfg createProfile --authType PEAP\n./eapolcfg setPasswordItem --password hidden-one --name a --SSID b\n");
        Assert.Equal(ExitCodes.Nothing, verb.CheckCommands("-"));
        Assert.Contains("--trustedCertificate", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-one", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Nothing, Verb(new JsonProfileOutput(_output), "nothing").CheckCommands("-"));
        Assert.Equal("NoCommand", LastJson().GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void WhatCannotBeRead_IsTold()
    {
        Assert.Equal(ExitCodes.Nothing, Lines.Lint([Path.Combine(_folder.FullName, "none")]));
        Assert.Equal(ExitCodes.Nothing, Lines.Plan([Write("x", "hello")], new AutoConnectSituation()));
        Assert.Equal(ExitCodes.Nothing, Lines.New(Request with { RootFiles = [Write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")] }, Maker()));
        Assert.Equal(ExitCodes.Nothing, Lines.New(Request with { RootFiles = ["none.pem"] }, Maker()));
        Assert.Equal(4, _notes.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private ProfileVerb Json => Verb(new JsonProfileOutput(_output));

    private static EapProfileMaker Maker() => new(() => Password, null);

    private static ProfileVerb Verb(IProfileOutput output, string input = "") => new(output, () => new MemoryStream(Encoding.UTF8.GetBytes(input)));

    private JsonElement LastJson() => JsonDocument.Parse(_output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;

    private string Make(EapProfileRequest request, int exitCode = ExitCodes.Success)
    {
        string file = Path.Combine(_folder.FullName, $"{request.Identifier}.mobileconfig");
        Assert.Equal(exitCode, Lines.New(request with { OutputFile = file }, Maker()));
        return file;
    }

    private string RootFile()
    {
        string path = Path.Combine(_folder.FullName, "root.pem");
        if (!File.Exists(path))
        {
            using X509Certificate2 root = Certificate("Root");
            File.WriteAllText(path, root.ExportCertificatePem());
        }

        return path;
    }

    private string SignerFile()
    {
        using X509Certificate2 signer = Certificate("Signer");
        return Write("signer.pem", signer.ExportCertificatePem() + "\n" + signer.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static X509Certificate2 Certificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(10));
    }
}
