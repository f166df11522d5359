using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PeerProto.Apple.Tests;

/// <summary>Python's plistlib, Debian's plistutil and OpenSSL read the profiles that are written here.</summary>
public sealed class ProfilePeerTests : IDisposable
{
    private const string Describe =
        """
        import json, plistlib, sys
        with open(sys.argv[1], "rb") as file: profile = plistlib.load(file)
        wifi = next(p for p in profile["PayloadContent"] if p["PayloadType"] == "com.apple.wifi.managed")
        root = next(p for p in profile["PayloadContent"] if p["PayloadType"] == "com.apple.security.root")
        eap = wifi["EAPClientConfiguration"]
        json.dump({"type": profile["PayloadType"], "ssid": wifi["SSID_STR"], "types": eap["AcceptEAPTypes"], "names": eap["TLSTrustedServerNames"],
                   "anchored": eap["PayloadCertificateAnchorUUID"] == [root["PayloadUUID"]], "root": root["PayloadContent"].hex()}, sys.stdout)
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerproto-profiles-");

    private static ConfigurationProfile Profile => EapSamples.Profile(EapSamples.WiFi with { Ssid = "Büro & <Gäste>" }, EapSamples.Ethernet);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Python_ReadsTheProfile()
    {
        JsonElement read = JsonDocument.Parse(await OtherProgram.RunAsync("python3", ["-c", Describe, Write("x.mobileconfig", Profile.Write())], "", TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("Configuration", "Büro & <Gäste>", 25, "radius.example.com", true), (
            read.GetProperty("type").GetString(), read.GetProperty("ssid").GetString(), read.GetProperty("types")[0].GetInt32(), read.GetProperty("names")[0].GetString(), read.GetProperty("anchored").GetBoolean()));
        Assert.Equal(Convert.ToHexStringLower(EapSamples.Anchor.Content.Span), read.GetProperty("root").GetString());
    }

    [Fact]
    public async Task Plistutil_ConvertsTheProfile()
    {
        string binary = Path.Combine(_folder.FullName, "x.bin");
        await OtherProgram.RunAsync("plistutil", ["-i", Write("x.mobileconfig", Profile.Write()), "-f", "bin", "-o", binary], "", TestContext.Current.CancellationToken);
        ConfigurationProfile read = ConfigurationProfile.Read(await File.ReadAllBytesAsync(binary, TestContext.Current.CancellationToken));
        Assert.Equal(Encoding.UTF8.GetString(Profile.Write()), Encoding.UTF8.GetString(read.Write()));
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("ECDSA")]
    public async Task OpenSsl_ChecksTheSignature(string kind)
    {
        using X509Certificate2 signer = kind == "RSA" ? TestCertificates.Signer() : TestCertificates.Root();
        string signed = Write("x.mobileconfig", Profile.Sign(signer));
        string trusted = Write("signer.pem", Encoding.ASCII.GetBytes(signer.ExportCertificatePem()));
        string content = Path.Combine(_folder.FullName, "content");
        await OtherProgram.RunAsync("openssl", ["cms", "-verify", "-inform", "DER", "-in", signed, "-CAfile", trusted, "-purpose", "any", "-binary", "-out", content], "", TestContext.Current.CancellationToken);
        Assert.Equal(Profile.Write(), await File.ReadAllBytesAsync(content, TestContext.Current.CancellationToken));
        await OtherProgram.RunAsync("openssl", ["smime", "-verify", "-noverify", "-inform", "DER", "-in", signed, "-binary", "-out", content], "", TestContext.Current.CancellationToken);
        Assert.Equal(Profile.Write(), await File.ReadAllBytesAsync(content, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ProfileThatOpenSslSigned_IsRead()
    {
        using X509Certificate2 signer = TestCertificates.Signer();
        string key = Write("signer.key", Encoding.ASCII.GetBytes(signer.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()));
        string certificate = Write("signer.pem", Encoding.ASCII.GetBytes(signer.ExportCertificatePem()));
        string signed = Path.Combine(_folder.FullName, "signed");
        await OtherProgram.RunAsync(
            "openssl", ["cms", "-sign", "-nodetach", "-binary", "-outform", "DER", "-signer", certificate, "-inkey", key, "-in", Write("x.plist", Profile.Write()), "-out", signed], "", TestContext.Current.CancellationToken);
        ConfigurationProfile read = ConfigurationProfile.Read(await File.ReadAllBytesAsync(signed, TestContext.Current.CancellationToken), out ProfileSignature? signature);
        Assert.Equal(Profile.Write(), read.Write());
        Assert.Equal("CN=Example Signer", signature?.Signer);
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
