namespace PeerProto.Apple;

/// <summary>A payload that configures a network interface: Wi-Fi or Ethernet, with 802.1X or without.</summary>
public abstract record InterfacePayload : ProfilePayload
{
    private static readonly (ProfileSetupMode Value, string Word)[] Modes = [(ProfileSetupMode.System, "System"), (ProfileSetupMode.LoginWindow, "Loginwindow")];

    private protected InterfacePayload()
    {
    }

    /// <summary>What people call the interface or network.</summary>
    public abstract string InterfaceName { get; }

    /// <summary>How it authenticates by 802.1X; null where it does not.</summary>
    public EapConfiguration? Eap { get; init; }

    /// <summary>UUID of the payload that holds the client's identity (certificate and key); null where there is none.</summary>
    public string? IdentityUuid { get; init; }

    /// <summary>Who is authenticated besides the user at the console. Default: nobody; on Ethernet in a profile for the device the machine, as Apple documents.</summary>
    public IReadOnlyList<ProfileSetupMode> SetupModes { get; init; } = [];

    /// <summary>The proxy of the network; null leaves it out.</summary>
    public ProfileProxy? Proxy { get; init; }

    internal override bool HoldsSecret => Eap?.UserPassword is not null || Proxy?.Password is not null;

    /// <summary>Whether it authenticates the machine. Apple documents System as the default of Ethernet, which a profile of a user cannot have.</summary>
    internal bool IsForSystem(ProfileScope scope) => SetupModes.Contains(ProfileSetupMode.System) || (this is EthernetPayload && SetupModes.Count == 0 && scope == ProfileScope.System);

    /// <summary>Whether it belongs to the configurations among which macOS chooses for the user at the console.</summary>
    internal bool IsForUser(ProfileScope scope) => Eap is not null && !IsForSystem(scope) && !SetupModes.Contains(ProfileSetupMode.LoginWindow);

    /// <summary>The keys that Wi-Fi and Ethernet share.</summary>
    private protected IEnumerable<(string Name, PropertyListValue? Value)> SharedMembers() =>
    [
        ("EAPClientConfiguration", Eap?.ToPropertyList()),
        ("PayloadCertificateUUID", Text(IdentityUuid)),
        .. ProfileProxy.Members(Proxy),
        ("SetupModes", Texts([.. SetupModes.Select(static mode => PayloadWords.Find(Modes, mode))])),
    ];

    private protected static T Read<T>(T payload, PayloadReader reader)
        where T : InterfacePayload => payload with
        {
            Eap = reader.Dictionary("EAPClientConfiguration") is { } eap ? EapConfiguration.Read(eap) : null,
            IdentityUuid = reader.Text("PayloadCertificateUUID"),
            SetupModes = reader.Words("SetupModes", Modes, allowsOne: true) ?? [],
            Proxy = ProfileProxy.Read(reader),
        };
}
