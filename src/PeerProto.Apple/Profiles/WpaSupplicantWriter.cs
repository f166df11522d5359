using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple;

/// <summary>Writes the network blocks of one payload, and what lies within the file: anchors, identity, PAC.</summary>
internal sealed class WpaSupplicantWriter(InterfacePayload payload, ConfigurationProfile profile, WpaSupplicantOptions options)
{
    private const int BlobLine = 64;
    private const int HexKeyLength = 64;

    private static readonly (EapType Type, string Word)[] Methods =
        [(EapType.Tls, "TLS"), (EapType.Ttls, "TTLS"), (EapType.Peap, "PEAP"), (EapType.Fast, "FAST"), (EapType.Leap, "LEAP"), (EapType.Sim, "SIM"), (EapType.Aka, "AKA"), (EapType.AkaPrime, "AKA'")];

    private readonly ProfileReferences _references = new(profile, TimeProvider.System);
    private readonly List<string> _remarks = [];
    private readonly StringBuilder _blobs = new();

    public IReadOnlyList<string> Remarks => _remarks;

    public string? AnchorsPem { get; private set; }

    public string Write()
    {
        StringBuilder networks = new();
        if (payload.Eap is { } eap)
        {
            CheckUsable(eap);
            if (eap.AllowsTrustExceptions is not null || eap.RequiresClientCertificate is not null || eap.UsesSingleSignOn is not null)
                AddRemark("TLSAllowTrustExceptions, TLSCertificateIsRequired and ExtensibleSSOProvider are left out, because wpa_supplicant has none of them");
            AddTrustBlobs(eap);
            string? identity = AddIdentityBlob(eap);
            string usual = eap.AcceptedTypes.Select(type => Phase2(type, eap)).FirstOrDefault(static inner => inner.Length > 0) ?? "";
            IGrouping<string, EapType>[] groups = [.. eap.AcceptedTypes.GroupBy(type => Phase2(type, eap) is { Length: > 0 } inner ? inner : usual)];
            foreach (IGrouping<string, EapType> group in groups)
                networks.Append(EapNetwork(eap, [.. group], group.Key, identity));
            if (groups.Length > 1)
                AddRemark("methods with different inner methods stand in a block each, of which eapol_test takes the first only");
        }
        else
            networks.Append(PlainNetwork());
        if (payload.Proxy is not null)
            AddRemark("the proxy is left out, because wpa_supplicant has none");
        StringBuilder text = new();
        text.Append("# From a configuration profile, for wpa_supplicant and eapol_test. It holds secrets.\n");
        foreach (string remark in _remarks)
            text.Append("# ").Append(remark).Append(".\n");
        text.Append(payload is EthernetPayload ? "ap_scan=0\n" : "");
        return text.Append('\n').Append(networks).Append(_blobs).ToString();
    }

    private static string Phase2(EapType type, EapConfiguration eap) => type switch
    {
        EapType.Peap or EapType.Fast => "auth=MSCHAPV2",
        EapType.Ttls => (eap.InnerAuthentication ?? TtlsInnerAuthentication.MsChapV2) switch
        {
            TtlsInnerAuthentication.Pap => "auth=PAP",
            TtlsInnerAuthentication.Chap => "auth=CHAP",
            TtlsInnerAuthentication.MsChap => "auth=MSCHAP",
            TtlsInnerAuthentication.Eap => "autheap=MSCHAPV2",
            _ => "auth=MSCHAPV2",
        },
        _ => "",
    };

    private void CheckUsable(EapConfiguration eap)
    {
        if (eap.AcceptedTypes.Where(static type => Methods.All(method => method.Type != type)).Select(static type => (EapType?)type).FirstOrDefault() is { } unknown)
            throw new ProfileException($"EAP method {(int)unknown} has no name in wpa_supplicant", "Take it out of AcceptEAPTypes");
        EapNeeds needs = new(payload, eap, _references);
        needs.RefuseUnusable();
        if (payload.IdentityUuid is null && eap.AcceptedTypes.All(static type => type == EapType.Tls))
            throw new ProfileException("it accepts EAP-TLS without an identity, which wpa_supplicant does not", "Point PayloadCertificateUUID at a PKCS #12 identity, or take 13 out of AcceptEAPTypes");
        if (!eap.UsesServerCertificate)
            return;
        if (needs.Trust is { Code: AutoConnectReasonCode.MissingTrust })
        {
            throw new ProfileException(
                "it names no anchors, and no server name that says which server to trust, so that wpa_supplicant would then send the password to any server",
                "Add the root to PayloadCertificateAnchorUUID, and the server's name to TLSTrustedServerNames");
        }

        if (eap.TrustedCertificates.Count > 0)
            throw new ProfileException("TLSTrustedCertificates is not converted", "Put the certificates into payloads, and their UUIDs into PayloadCertificateAnchorUUID");
        if (eap.AnchorUuids.Count == 0 && options.SystemRootsFile is null)
            throw new ProfileException("it names servers but no anchors, so that every root of the system counts, and wpa_supplicant would check none", "Add the root to the profile, or give the file of the system's roots");
    }

    private void AddTrustBlobs(EapConfiguration eap)
    {
        if (!eap.UsesServerCertificate || eap.AnchorUuids.Count == 0)
            return;
        List<string> anchors = [];
        foreach (string uuid in eap.AnchorUuids)
        {
            using X509Certificate2 certificate = _references.OpenAnchor(uuid);
            if (!certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
                AddRemark("an anchor is no root, which Apple's systems accept and wpa_supplicant does not without its root");
            anchors.Add(certificate.ExportCertificatePem() + "\n");
        }

        if (options.AnchorsFile is not null)
            AnchorsPem = string.Concat(anchors.Distinct());
        else if (anchors.Distinct().Count() > 1)
            throw new ProfileException("it has several anchors, and wpa_supplicant takes only one within its configuration", "Name a file for the anchors");
        else
            AddBlob("anchor", Encoding.ASCII.GetBytes(anchors[0]));
    }

    private string? AddIdentityBlob(EapConfiguration eap)
    {
        if (payload.IdentityUuid is not { } uuid || !eap.AcceptedTypes.Any(static type => type is EapType.Tls or EapType.Ttls or EapType.Peap))
            return null;
        if (_references.FindIdentity(uuid) is not CertificatePayload identity)
            throw new ProfileException("the identity is no PKCS #12 payload of the profile, so that its key is made on the device", "Try it with a PKCS #12 identity");
        using X509Certificate2 certificate = identity.TryReadCertificate(out string? cause) ?? throw new ProfileException($"the identity cannot be read: {cause}", "Export it again, with its password in the profile");
        AddBlob("identity", identity.Content.Span);
        return certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }

    private string EapNetwork(EapConfiguration eap, IReadOnlyList<EapType> types, string phase2, string? identityName)
    {
        WpaSupplicantFields fields = new();
        AddInterface(fields);
        fields.Word("eap", string.Join(' ', types.Select(static type => Methods.First(method => method.Type == type).Word)));
        if (eap.UserName is null && identityName is null && !types.All(static type => type is EapType.Sim or EapType.Aka or EapType.AkaPrime))
            AddRemark("the user's name is missing: wpa_supplicant asks for it on its control interface");
        fields.Text("identity", eap.UserName ?? identityName);
        fields.Text("anonymous_identity", types.All(static type => type == EapType.Tls) ? null : eap.OuterIdentity);
        if (types.Any(static type => type != EapType.Tls))
            fields.Text("password", eap.OneTimePassword == true ? null : eap.UserPassword);
        if (identityName is not null && types.Any(static type => type is EapType.Tls or EapType.Ttls or EapType.Peap))
        {
            fields.Word("private_key", "\"blob://identity\"");
            fields.Text("private_key_passwd", ((CertificatePayload)_references.FindIdentity(payload.IdentityUuid!)!).Password);
        }

        if (types.Any(static type => type is EapType.Tls or EapType.Ttls or EapType.Peap or EapType.Fast))
            AddTrust(fields, eap);
        if (phase2.Length > 0)
            fields.Word("phase2", $"\"{phase2}\"");
        AddPhase1(fields, eap, types);
        return fields.ToString();
    }

    private void AddTrust(WpaSupplicantFields fields, EapConfiguration eap)
    {
        if (eap.AnchorUuids.Count == 0)
            fields.Text("ca_cert", options.SystemRootsFile);
        else if (AnchorsPem is not null)
            fields.Text("ca_cert", options.AnchorsFile);
        else
            fields.Word("ca_cert", "\"blob://anchor\"");
        if (eap.TrustedServerNames.Count == 0)
        {
            AddRemark("no server name is given, so that every certificate of the anchors passes");
            return;
        }

        string[] names = [.. eap.TrustedServerNames];
        if (names.FirstOrDefault(static name => name.Contains(';', StringComparison.Ordinal) || Domain(name).Contains('*', StringComparison.Ordinal) || Domain(name).Length == 0) is { } odd)
            throw new ProfileException($"the server name {ProfileWords.Visible(odd)} has a * that wpa_supplicant cannot express", "Write the name, or *. and the domain");
        bool hasWildcard = names.Any(static name => name.StartsWith("*.", StringComparison.Ordinal));
        if (hasWildcard)
            AddRemark("a name after *. also passes without anything before it, and where it stands beside others, so do names below those");
        fields.Text(hasWildcard ? "domain_suffix_match" : "domain_match", string.Join(';', names.Select(Domain)));
    }

    private void AddPhase1(WpaSupplicantFields fields, EapConfiguration eap, IReadOnlyList<EapType> types)
    {
        List<string> words = [];
        if (eap.MinimumTlsVersion is not null || eap.MaximumTlsVersion is not null)
        {
            EapTlsVersion least = eap.MinimumTlsVersion ?? EapTlsVersion.Tls10;
            EapTlsVersion most = eap.MaximumTlsVersion ?? EapTlsVersion.Tls12;
            foreach (EapTlsVersion version in Enum.GetValues<EapTlsVersion>())
            {
                bool isLibrarysChoice = version < EapTlsVersion.Tls12 && eap.MinimumTlsVersion is null && version <= most; // many libraries refuse old versions by themselves
                if (!isLibrarysChoice)
                    words.Add($"tls_disable_tlsv{EapConfiguration.WordOf(version).Replace('.', '_')}={(version < least || version > most ? 1 : 0)}");
            }
        }

        if (types.Contains(EapType.Fast))
        {
            fields.Word("pac_file", "\"blob://pac\"");
            words.Add($"fast_provisioning={(eap.ProvisionsPacAnonymously == true ? 3 : 2)}");
            if (eap.UsesPac != true)
                AddRemark("EAP-FAST works by a PAC here, which is fetched from the server once it has proved itself; the profile uses none");
        }

        if (words.Count > 0)
            fields.Word("phase1", $"\"{string.Join(' ', words)}\"");
    }

    private void AddInterface(WpaSupplicantFields fields)
    {
        if (payload is not WiFiPayload wifi)
        {
            fields.Word("key_mgmt", "IEEE8021X");
            fields.Word("eapol_flags", "0");
            return;
        }

        AddSsid(fields, wifi);
        fields.Word("key_mgmt", wifi.Encryption switch
        {
            WiFiEncryption.Wep => "IEEE8021X",
            WiFiEncryption.Wpa3 => "WPA-EAP-SHA256",
            WiFiEncryption.Wpa or WiFiEncryption.Wpa2 or WiFiEncryption.Any or null => "WPA-EAP WPA-EAP-SHA256",
            _ => throw new ProfileException("EncryptionType is None, and 802.1X on Wi-Fi makes the keys of an encryption", "Set it to WPA2, WPA3 or Any"),
        });
        if (wifi.Encryption == WiFiEncryption.Wpa3)
            fields.Word("ieee80211w", "2");
    }

    private string PlainNetwork()
    {
        if (payload is not WiFiPayload wifi)
            throw new ProfileException("EAPClientConfiguration is missing, so that there is nothing to convert", "Add it");
        WpaSupplicantFields fields = new();
        AddSsid(fields, wifi);
        switch (wifi.Encryption)
        {
            case WiFiEncryption.None:
                fields.Word("key_mgmt", "NONE");
                break;
            case WiFiEncryption.Wep:
                throw new ProfileException("WEP is not converted, because it protects nothing", "Use WPA2 or WPA3");
            default:
                AddPassword(fields, wifi.Password ?? throw new ProfileException("the network's password is missing", "Add Password"), wifi.Encryption == WiFiEncryption.Wpa3);
                break;
        }

        return fields.ToString();
    }

    private static void AddPassword(WpaSupplicantFields fields, string password, bool isSaeOnly)
    {
        if (password.Any(static c => c is < ' ' or > '~'))
            throw new ProfileException("the network's password has characters that wpa_supplicant does not take", "Use printable ASCII");
        bool isKey = password.Length == HexKeyLength && password.All(char.IsAsciiHexDigit);
        if (isKey && isSaeOnly)
            throw new ProfileException("the network's password is a key of 64 hexadecimal digits, and WPA3 takes a password only", "Give the password itself");
        if (!isKey && password.Length is < InterfaceRules.MinimumPassphrase or > InterfaceRules.MaximumPassphrase)
            throw new ProfileException($"the network's password has not {InterfaceRules.MinimumPassphrase} to {InterfaceRules.MaximumPassphrase} characters", "Give the network's password");
        fields.Word("key_mgmt", isSaeOnly ? "SAE" : isKey ? "WPA-PSK" : "WPA-PSK SAE");
        fields.Word("ieee80211w", isSaeOnly ? "2" : "1");
        fields.Word("psk", isKey ? password : $"\"{password}\"");
    }

    private static void AddSsid(WpaSupplicantFields fields, WiFiPayload wifi)
    {
        string name = wifi.Ssid ?? throw new ProfileException("SSID_STR is missing", "Add the network's name");
        if (Encoding.UTF8.GetByteCount(name) is 0 or > InterfaceRules.MaximumSsidBytes)
            throw new ProfileException($"the network's name has not 1 to {InterfaceRules.MaximumSsidBytes} bytes", "Give the name as the access point tells it");
        fields.Bytes("ssid", name);
        if (wifi.IsHidden == true)
            fields.Word("scan_ssid", "1");
    }

    private static string Domain(string name) => name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;

    private void AddRemark(string remark)
    {
        if (!_remarks.Contains(remark))
            _remarks.Add(remark);
    }

    private void AddBlob(string name, ReadOnlySpan<byte> content)
    {
        _blobs.Append("\nblob-base64-").Append(name).Append("={\n");
        string text = Convert.ToBase64String(content);
        for (int i = 0; i < text.Length; i += BlobLine)
            _blobs.Append(text, i, Math.Min(BlobLine, text.Length - i)).Append('\n');
        _blobs.Append("}\n");
    }
}
