using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple;

/// <summary>Writes the eapolcfg commands of one payload.</summary>
internal sealed class EapolCommandWriter(InterfacePayload payload, ConfigurationProfile profile, EapolCommandOptions options)
{
    private const string ProfileId = "--profileID \"$PROFILE\"";

    private readonly List<EapolCommandStep> _steps = [];
    private readonly List<string> _remarks = [];

    public IReadOnlyList<EapolCommandStep> Steps => _steps;

    public IReadOnlyList<string> Remarks => _remarks;

    private readonly ProfileReferences _references = new(profile, TimeProvider.System);

    private bool IsSystem => payload.IsForSystem(profile.Scope);

    public void Write()
    {
        EapConfiguration eap = payload.Eap ?? throw new ProfileException("it has no EAPClientConfiguration", "Choose a payload with 802.1X");
        EapNeeds needs = new(payload, eap, _references);
        needs.RefuseUnusable();
        if (needs.Trust is { Code: AutoConnectReasonCode.MissingTrust })
            throw new ProfileException("it names neither anchors nor server names, so that a window would come up (status 14)", "Add the root to PayloadCertificateAnchorUUID, and the server's name to TLSTrustedServerNames");
        if (eap.TrustedCertificates.Count > 0)
            throw new ProfileException("TLSTrustedCertificates is not converted", "Put the certificates into payloads, and their UUIDs into PayloadCertificateAnchorUUID");
        Refuse(options.InterfaceName);
        _remarks.Add("eapolcfg must be Apple's own: one that is built from the sources lacks the entitlements for the system keychain");
        AddCreate(eap, AddAnchors(eap));
        AddCredentials(eap);
        AddStart();
        if (payload.Proxy is not null)
            _remarks.Add("the proxy is left out, because eapolcfg has none");
        if (eap.MinimumTlsVersion is not null || eap.MaximumTlsVersion is not null)
            _remarks.Add("the versions of TLS are left out, because eapolcfg has no option for them");
        if (eap.AllowsTrustExceptions is not null || eap.RequiresClientCertificate is not null || eap.UsesSingleSignOn is not null)
            _remarks.Add("TLSAllowTrustExceptions, TLSCertificateIsRequired and ExtensibleSSOProvider are left out, because eapolcfg has no option for them");
    }

    private List<string> AddAnchors(EapConfiguration eap)
    {
        List<string> files = [];
        foreach (string uuid in eap.AnchorUuids)
        {
            using X509Certificate2 certificate = _references.OpenAnchor(uuid);
            string file = string.Create(CultureInfo.InvariantCulture, $"anchor-{files.Count + 1}.der");
            AddFile(file, certificate, "Write a certificate to trust, as DER");
            files.Add(file);
        }

        return files;
    }

    private void AddCreate(EapConfiguration eap, List<string> anchors)
    {
        List<string> words = ["eapolcfg", "createProfile"];
        foreach (EapType type in eap.AcceptedTypes)
        {
            words.Add("--authType");
            words.Add(type switch { EapType.Tls => "TLS", EapType.Ttls => "TTLS", EapType.Peap => "PEAP", EapType.Fast => "EAP-FAST", EapType.Leap => "LEAP", _ => ((int)type).ToString(CultureInfo.InvariantCulture) });
        }

        Add(words, "--userDefinedName", payload.DisplayName ?? profile.DisplayName ?? payload.Identifier);
        if (payload is WiFiPayload wifi)
        {
            Add(words, "--SSID", wifi.Ssid ?? throw new ProfileException("SSID_STR is missing", "Add the network's name"));
            Add(words, "--securityType", wifi.Encryption switch { WiFiEncryption.Wep => "WEP", WiFiEncryption.Wpa => "WPA", WiFiEncryption.Wpa2 => "WPA2", WiFiEncryption.None => throw new ProfileException("EncryptionType is None", "Set it to WPA2"), _ => "Any" });
            if (wifi.Encryption == WiFiEncryption.Wpa3)
                _remarks.Add("eapolcfg has no word for WPA3, so that it says Any");
        }

        foreach (string file in anchors)
            Add(words, "--trustedCertificate", file);
        foreach (string name in eap.TrustedServerNames)
            Add(words, "--trustedServerName", name);
        Add(words, "--outerIdentity", eap.OuterIdentity);
        if (eap.OneTimePassword == true)
            words.Add("--oneTimePassword");
        if (eap.AcceptedTypes.Contains(EapType.Ttls) && eap.InnerAuthentication is { } inner)
            Add(words, "--TTLSInnerAuthentication", inner == TtlsInnerAuthentication.Eap ? throw new ProfileException("eapolcfg has no EAP inside TTLS", "Use MSCHAPv2") : EapConfiguration.WordOf(inner));
        if (eap.UsesPac == true)
            words.Add("--EAPFASTUsePAC");
        if (eap.ProvisionsPac == true)
            words.Add("--EAPFASTProvisionPAC");
        if (eap.ProvisionsPacAnonymously == true)
            words.Add("--EAPFASTProvisionPACAnonymously");
        _steps.Add(new($"PROFILE=$({string.Join(' ', words)})", "Make the profile, and keep the ID that is printed"));
    }

    private void AddCredentials(EapConfiguration eap)
    {
        string system = IsSystem ? "--system " : "";
        if (eap.UsesPassword && eap.OneTimePassword != true && !payload.SetupModes.Contains(ProfileSetupMode.LoginWindow))
        {
            string name = eap.UserName is { } user ? $"--name {Quote(user)} " : "";
            _steps.Add(new($"{Privilege}eapolcfg setPasswordItem {system}{name}--password - {ProfileId}", "Store name and password; it asks for the password, or reads it from its standard input"));
        }

        if (payload.IdentityUuid is not { } uuid)
            return;
        if (_references.FindIdentity(uuid) is not CertificatePayload identity)
        {
            _remarks.Add("the identity is made on the device, so that setIdentity must name it once it is there");
            return;
        }

        using X509Certificate2? certificate = identity.TryReadCertificate(out string? cause) ?? throw new ProfileException($"the identity cannot be read: {cause}", "Export it again, with its password in the profile");
        AddFile("client.der", certificate, "Write the client's certificate, as DER");
        _remarks.Add("import the identity (PKCS #12) into the keychain first: 'security import identity.p12'; the commands here hold its certificate, not its key");
        _steps.Add(new($"{Privilege}eapolcfg setIdentity {system}--certificate client.der {ProfileId}", "Take that identity from the keychain"));
    }

    private void AddStart()
    {
        string on = Quote(options.InterfaceName);
        if (IsSystem)
            _steps.Add(new($"sudo eapolcfg setSystemProfile --interface {on} {ProfileId}", "Let the system authenticate whenever the link comes up"));
        else if (payload.SetupModes.Contains(ProfileSetupMode.LoginWindow))
        {
            _steps.Add(new($"sudo eapolcfg setLoginWindowProfiles --interface {on} {ProfileId}", "Let the login window authenticate with what is typed there"));
            return;
        }

        _steps.Add(new($"{Privilege}eapolcfg startAuthentication {(IsSystem ? "--system " : "")}{(options.IsWithoutWindows ? "--no-ui " : "")}--interface {on} {ProfileId}", "Begin now"));
    }

    private string Privilege => IsSystem ? "sudo " : "";

    private void AddFile(string name, X509Certificate2 certificate, string purpose) =>
        _steps.Add(new($"printf %s {Convert.ToBase64String(certificate.RawDataMemory.Span)} | openssl base64 -d -A -out {name}", $"{purpose} ({name})"));

    private static void Add(List<string> words, string option, string? value)
    {
        if (value is null)
            return;
        words.Add(option);
        words.Add(Quote(value));
    }

    // a shell takes what stands between single quotes as it is
    private static string Quote(string text)
    {
        Refuse(text);
        return text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or ':' or '/' or '+' or ',') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static void Refuse(string text)
    {
        if (text.Any(char.IsControl) || text.StartsWith('-'))
            throw new ProfileException("a name begins with a hyphen or has control characters, which no command can hold", "Change it in the profile");
    }
}
