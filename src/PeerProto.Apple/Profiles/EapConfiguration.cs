namespace PeerProto.Apple;

/// <summary>How a Wi-Fi or Ethernet payload authenticates (EAPClientConfiguration). Immutable. What is null is left out, and Apple's default holds.</summary>
public sealed record EapConfiguration
{
    /// <summary>How many methods, anchors or server names are read. A list of more is kept as it is, and <see cref="ProfileLint"/> finds it.</summary>
    public const int MaximumEntries = 1_000;

    private static readonly (EapTlsVersion Value, string Word)[] Versions =
        [(EapTlsVersion.Tls10, "1.0"), (EapTlsVersion.Tls11, "1.1"), (EapTlsVersion.Tls12, "1.2"), (EapTlsVersion.Tls13, "1.3")];

    private static readonly (TtlsInnerAuthentication Value, string Word)[] InnerWords =
    [
        (TtlsInnerAuthentication.Pap, "PAP"), (TtlsInnerAuthentication.Eap, "EAP"), (TtlsInnerAuthentication.Chap, "CHAP"),
        (TtlsInnerAuthentication.MsChap, "MSCHAP"), (TtlsInnerAuthentication.MsChapV2, "MSCHAPv2"),
    ];

    /// <summary>Which methods may be used. There must be one.</summary>
    public IReadOnlyList<EapType> AcceptedTypes { get; init; } = [];

    /// <summary>The user's name. Default: the user is asked.</summary>
    public string? UserName { get; init; }

    /// <summary>The user's password. Default: the user is asked.</summary>
    public string? UserPassword { get; init; }

    /// <summary>Whether the user is asked for a password each time. Default: false.</summary>
    public bool? OneTimePassword { get; init; }

    /// <summary>The name that is told before the tunnel stands, where everybody can read it (TTLS, PEAP, FAST). Default: the user's name.</summary>
    public string? OuterIdentity { get; init; }

    /// <summary>UUIDs of the certificate payloads in the same profile of which one must have issued the server's certificate.</summary>
    public IReadOnlyList<string> AnchorUuids { get; init; } = [];

    /// <summary>TLSTrustedCertificates, as they are written.</summary>
    public IReadOnlyList<string> TrustedCertificates { get; init; } = [];

    /// <summary>Names of which one the server's certificate must have; <c>*</c> stands for any part.</summary>
    public IReadOnlyList<string> TrustedServerNames { get; init; } = [];

    /// <summary>Whether the user may trust a server that the profile does not. Default: false, where the profile names anchors or server names.</summary>
    public bool? AllowsTrustExceptions { get; init; }

    /// <summary>Whether the client must have a certificate. Default: true for EAP-TLS, false else.</summary>
    public bool? RequiresClientCertificate { get; init; }

    /// <summary>The least version of TLS. Default: 1.0.</summary>
    public EapTlsVersion? MinimumTlsVersion { get; init; }

    /// <summary>The most version of TLS. Default: 1.2.</summary>
    public EapTlsVersion? MaximumTlsVersion { get; init; }

    /// <summary>How EAP-TTLS authenticates inside. Default: MS-CHAPv2.</summary>
    public TtlsInnerAuthentication? InnerAuthentication { get; init; }

    /// <summary>Whether EAP-FAST uses a PAC. Default: false.</summary>
    public bool? UsesPac { get; init; }

    /// <summary>Whether EAP-FAST may fetch a PAC. Needs <see cref="UsesPac"/>. Default: false.</summary>
    public bool? ProvisionsPac { get; init; }

    /// <summary>Whether EAP-FAST may fetch a PAC from a server that proves nothing. Needs <see cref="ProvisionsPac"/>. Default: false.</summary>
    public bool? ProvisionsPacAnonymously { get; init; }

    /// <summary>How many challenges EAP-SIM asks for, 2 or 3. Default: 3.</summary>
    public int? SimChallenges { get; init; }

    /// <summary>Where system mode takes its credentials from: <c>ActiveDirectory</c>, or null.</summary>
    public string? SystemModeCredentialsSource { get; init; }

    /// <summary>Whether system mode uses the machine's account in Open Directory. Default: false.</summary>
    public bool? UsesOpenDirectoryCredentials { get; init; }

    /// <summary>Whether Kerberos single sign-on gives the credentials. Default: false.</summary>
    public bool? UsesSingleSignOn { get; init; }

    /// <summary>Further keys with their values, written as they are.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    internal IEnumerable<string> KnownKeys => Members().Select(static member => member.Name);

    /// <summary>Whether a method is used that checks the server's certificate.</summary>
    internal bool UsesServerCertificate => AcceptedTypes.Any(static type => type is EapType.Tls or EapType.Ttls or EapType.Peap or EapType.Fast);

    internal bool UsesPassword => AcceptedTypes.Any(static type => type is EapType.Ttls or EapType.Peap or EapType.Fast or EapType.Leap);

    internal bool UsesSim => AcceptedTypes.Any(static type => type is EapType.Sim or EapType.Aka or EapType.AkaPrime);

    /// <summary>Whether anchors are named, by payload or as certificates.</summary>
    internal bool HasAnchors => AnchorUuids.Count + TrustedCertificates.Count > 0;

    internal EapTlsVersion LeastTlsVersion => MinimumTlsVersion ?? EapTlsVersion.Tls10;

    internal EapTlsVersion MostTlsVersion => MaximumTlsVersion ?? EapTlsVersion.Tls12;

    /// <summary>Whether the outer identity is missing where it must be there.</summary>
    internal bool LacksOuterIdentity => LeastTlsVersion == EapTlsVersion.Tls13 && OuterIdentity is null && AcceptedTypes.Any(static type => type is EapType.Ttls or EapType.Peap or EapType.Fast);

    internal bool HasMachineCredentials => SystemModeCredentialsSource is not null || UsesOpenDirectoryCredentials == true;

    /// <summary>Makes the dictionary.</summary>
    /// <returns>The dictionary. It holds the password.</returns>
    public PropertyListValue ToPropertyList() => PropertyListValue.Of(Members().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    /// <summary>The methods, no names and no password.</summary>
    /// <returns>The written configuration.</returns>
    public override string ToString() => $"EAP {string.Join(", ", AcceptedTypes)}";

    internal static EapConfiguration Read(PropertyListValue dictionary)
    {
        PayloadReader reader = new(dictionary);
        EapConfiguration configuration = new()
        {
            AcceptedTypes = [.. (reader.Numbers("AcceptEAPTypes", MaximumEntries) ?? []).Select(static number => (EapType)number)],
            UserName = reader.Text("UserName"),
            UserPassword = reader.Text("UserPassword"),
            OneTimePassword = reader.Truth("OneTimeUserPassword"),
            OuterIdentity = reader.Text("OuterIdentity"),
            AnchorUuids = reader.Texts("PayloadCertificateAnchorUUID", MaximumEntries) ?? [],
            TrustedCertificates = reader.Texts("TLSTrustedCertificates", MaximumEntries) ?? [],
            TrustedServerNames = reader.Texts("TLSTrustedServerNames", MaximumEntries) ?? [],
            AllowsTrustExceptions = reader.Truth("TLSAllowTrustExceptions"),
            RequiresClientCertificate = reader.Truth("TLSCertificateIsRequired"),
            MinimumTlsVersion = reader.Word("TLSMinimumVersion", Versions),
            MaximumTlsVersion = reader.Word("TLSMaximumVersion", Versions),
            InnerAuthentication = reader.Word("TTLSInnerAuthentication", InnerWords),
            UsesPac = reader.Truth("EAPFASTUsePAC"),
            ProvisionsPac = reader.Truth("EAPFASTProvisionPAC"),
            ProvisionsPacAnonymously = reader.Truth("EAPFASTProvisionPACAnonymously"),
            SimChallenges = reader.Number("EAPSIMNumberOfRANDs"),
            SystemModeCredentialsSource = reader.Text("SystemModeCredentialsSource"),
            UsesOpenDirectoryCredentials = reader.Truth("SystemModeUseOpenDirectoryCredentials"),
            UsesSingleSignOn = reader.Truth("ExtensibleSSOProvider"),
        };
        return configuration with { Other = reader.Rest() };
    }

    /// <summary>The word of a version, as in <c>TLSMinimumVersion</c>.</summary>
    internal static string WordOf(EapTlsVersion version) => PayloadWords.Find(Versions, version);

    /// <summary>The word of an inner method, as in <c>TTLSInnerAuthentication</c>.</summary>
    internal static string WordOf(TtlsInnerAuthentication inner) => PayloadWords.Find(InnerWords, inner);

    private IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("AcceptEAPTypes", AcceptedTypes.Count == 0 ? null : PropertyListValue.Of(AcceptedTypes.Select(static type => PropertyListValue.Of((int)type)))),
        ("EAPFASTProvisionPAC", Truth(ProvisionsPac)),
        ("EAPFASTProvisionPACAnonymously", Truth(ProvisionsPacAnonymously)),
        ("EAPFASTUsePAC", Truth(UsesPac)),
        ("EAPSIMNumberOfRANDs", SimChallenges is { } count ? PropertyListValue.Of(count) : null),
        ("ExtensibleSSOProvider", Truth(UsesSingleSignOn)),
        ("OneTimeUserPassword", Truth(OneTimePassword)),
        ("OuterIdentity", Text(OuterIdentity)),
        ("PayloadCertificateAnchorUUID", Texts(AnchorUuids)),
        ("SystemModeCredentialsSource", Text(SystemModeCredentialsSource)),
        ("SystemModeUseOpenDirectoryCredentials", Truth(UsesOpenDirectoryCredentials)),
        ("TLSAllowTrustExceptions", Truth(AllowsTrustExceptions)),
        ("TLSCertificateIsRequired", Truth(RequiresClientCertificate)),
        ("TLSMaximumVersion", Text(MaximumTlsVersion is { } most ? WordOf(most) : null)),
        ("TLSMinimumVersion", Text(MinimumTlsVersion is { } least ? WordOf(least) : null)),
        ("TLSTrustedCertificates", Texts(TrustedCertificates)),
        ("TLSTrustedServerNames", Texts(TrustedServerNames)),
        ("TTLSInnerAuthentication", Text(InnerAuthentication is { } inner ? WordOf(inner) : null)),
        ("UserName", Text(UserName)),
        ("UserPassword", Text(UserPassword)),
    ];

    private static PropertyListValue? Text(string? value) => value is null ? null : PropertyListValue.Of(value);

    private static PropertyListValue? Truth(bool? value) => value is { } truth ? PropertyListValue.Of(truth) : null;

    private static PropertyListValue? Texts(IReadOnlyList<string> values) => values.Count == 0 ? null : PropertyListValue.Of(values);
}
