using System.Text.Json;
using PeerProto.Cli.Identity;

namespace PeerProto.Cli.Tests.Identity;

public sealed class IdentityVerbTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-cli-identity-");
    private readonly StringWriter _text = new();
    private readonly StringWriter _errors = new();
    private string _password = "open sesame";

    private string StoreFile => Path.Combine(_directory.FullName, "identity.pem");

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        _text.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void New_MakesAFileForItsOwnerAndTellsTheFingerprintThreeWays()
    {
        Assert.Equal(0, Lines().New(StoreFile, force: false, new PeerCertificateOptions()));

        using PeerIdentity identity = new FileIdentityStore(StoreFile).Load()!;
        string text = _text.ToString();
        Assert.Contains(identity.Key.ToString(), text, StringComparison.Ordinal);
        Assert.Contains(identity.Key.ToWords(), text, StringComparison.Ordinal);
        Assert.Contains(identity.Key.ToQrPayload(), text, StringComparison.Ordinal);
        Assert.Contains("P-256", text, StringComparison.Ordinal);
        Assert.Contains("without end", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(StoreFile));
    }

    [Fact]
    public void NewWhereAFileIs_LeavesItUnlessForced()
    {
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());
        string before = File.ReadAllText(StoreFile);

        Assert.Equal(1, Lines().New(StoreFile, force: false, new PeerCertificateOptions()));
        Assert.Equal(before, File.ReadAllText(StoreFile));
        Assert.Contains("--force", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Lines().New(StoreFile, force: true, new PeerCertificateOptions()));
        Assert.NotEqual(before, File.ReadAllText(StoreFile));
    }

    [Fact]
    public void ShowWithQr_DrawsTheCode()
    {
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());

        Assert.Equal(0, new IdentityVerb(new LineIdentityOutput(_text, _errors, drawsQr: true), _ => _password).Show(StoreFile, hasPassword: false));

        Assert.Contains("█", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ShowAsJson_HasTheFacts()
    {
        Json().New(StoreFile, force: false, new PeerCertificateOptions { Validity = TimeSpan.FromDays(825) });
        using PeerIdentity identity = new FileIdentityStore(StoreFile).Load()!;

        using JsonDocument shown = JsonDocument.Parse(_text.ToString());

        Assert.Equal(identity.Key.ToString(), shown.RootElement.GetProperty("fingerprint").GetString());
        Assert.Equal("P-256", shown.RootElement.GetProperty("key").GetString());
        Assert.Equal(identity.ValidUntil.UtcDateTime, shown.RootElement.GetProperty("validUntil").GetDateTime());
    }

    [Theory]
    [InlineData("Modern")]
    [InlineData("Legacy")]
    [InlineData("Pem")]
    [InlineData("PlainPem")]
    public void ExportedIdentity_IsTheSameAfterImport(string format)
    {
        string exported = Path.Combine(_directory.FullName, "exported");
        string imported = Path.Combine(_directory.FullName, "imported.pem");
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());

        Assert.Equal(0, Lines().Export(StoreFile, exported, Enum.Parse<IdentityFormat>(format), force: false));
        Assert.Equal(1, Lines().Export(StoreFile, exported, Enum.Parse<IdentityFormat>(format), force: false));
        Assert.Equal(0, Lines().Import(exported, imported, force: false));

        using PeerIdentity before = new FileIdentityStore(StoreFile).Load()!;
        using PeerIdentity after = new FileIdentityStore(imported).Load()!;
        Assert.Equal(before.Key, after.Key);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(exported));
    }

    [Fact]
    public void ImportWithAWrongPassword_SaysHowTheFileWasMade()
    {
        string exported = Path.Combine(_directory.FullName, "exported.p12");
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());
        Lines().Export(StoreFile, exported, IdentityFormat.Legacy, force: false);
        _password = "open barley";

        Assert.Equal(1, Lines().Import(exported, StoreFile + "2", force: false));
        Assert.Contains("IdentityPasswordWrong", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("3DES", _errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(StoreFile + "2"));

        Assert.Equal(1, Json().Import(exported, StoreFile + "2", force: false));
        Assert.Contains("\"code\":\"IdentityPasswordWrong\"", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ShowOfAPkcs12File_TellsHowItWasMadeWithoutItsPassword()
    {
        string exported = Path.Combine(_directory.FullName, "exported.p12");
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());
        Lines().Export(StoreFile, exported, IdentityFormat.Modern, force: false);
        _text.GetStringBuilder().Clear();

        Assert.Equal(0, Lines().Show(exported, hasPassword: false));
        Assert.Contains("the modern form", _text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("fingerprint", _text.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Lines().Show(exported, hasPassword: true));
        Assert.Contains("fingerprint", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsToldAndNoOutputHoldsTheKey()
    {
        Lines().New(StoreFile, force: false, new PeerCertificateOptions());
        string secret = File.ReadAllText(StoreFile).Split("-----BEGIN PRIVATE KEY-----")[1].Split('\n')[1];

        Assert.Equal(1, Lines().Show(StoreFile + "x", hasPassword: false));
        Assert.Equal(0, Lines().Show(StoreFile, hasPassword: false));
        Assert.Contains("StoreUnavailable", _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, _text.ToString() + _errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_IsTheFirstLineOfItsFile()
    {
        string file = Path.Combine(_directory.FullName, "password");
        File.WriteAllText(file, "open sesame\nsecond line\n");

        Assert.Equal("open sesame", new PasswordReader(file, fromInput: false).Read(isNew: true));
        File.WriteAllText(file, "\n");
        Assert.Throws<IOException>(() => new PasswordReader(file, fromInput: false).Read(isNew: false));
    }

    private IdentityVerb Lines() => new(new LineIdentityOutput(_text, _errors, drawsQr: false), _ => _password);

    private IdentityVerb Json() => new(new JsonIdentityOutput(_text), _ => _password);
}
