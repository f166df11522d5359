using System.CommandLine;
using PeerProto.Apple;
using PeerProto.Cli.Identity;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple profile new eap</c> accepts.</summary>
internal static class EapProfileCommand
{
    private static readonly Option<string> Identifier = new("--identifier") { Description = "The profile's identifier, such as org.example.office.", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "What the user reads." };
    private static readonly Option<string?> Organization = new("--organization") { Description = "Who hands it out." };
    private static readonly Option<EthernetInterface?> Ethernet = new("--ethernet") { Description = "An Ethernet interface: FirstActive, First, Any ..." };
    private static readonly Option<string?> Ssid = new("--ssid") { Description = "A Wi-Fi network." };
    private static readonly Option<WiFiEncryption?> Encryption = new("--encryption") { Description = "How the network is encrypted: Wpa2, Wpa3, Any ..." };
    private static readonly Option<EapType[]> Types = new("--type") { Description = "The methods: Peap, Ttls, Tls, Fast.", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<TtlsInnerAuthentication?> Inner = new("--inner") { Description = "What TTLS uses inside: Pap, Chap, MsChap, MsChapV2, Eap." };
    private static readonly Option<string?> User = new("--user") { Description = "The user's name. Left out: the user is asked." };
    private static readonly Option<string?> PasswordFile = new("--password-file") { Description = "File whose first line is the user's password. Left out: the user is asked." };
    private static readonly Option<bool> PasswordInput = new("--password-stdin") { Description = "The first line of the standard input is the user's password." };
    private static readonly Option<string?> OuterIdentity = new("--outer-identity") { Description = "The name that everybody near may read, such as anonymous@example.com." };
    private static readonly Option<string[]> Roots = new("--root") { Description = "Files of the certificates to trust, PEM or DER.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Servers = new("--server") { Description = "Names of the servers to trust.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> IdentityFile = new("--identity") { Description = "PKCS #12 file of the client's identity." };
    private static readonly Option<string?> IdentityPasswordFile = new("--identity-password-file") { Description = "File whose first line is the password of that file." };
    private static readonly Option<bool> SystemMode = new("--system") { Description = "Authenticate the machine, without a user." };
    private static readonly Option<bool> LoginWindow = new("--login-window") { Description = "Authenticate at login, with what is typed there." };
    private static readonly Option<string?> SignWith = new("--sign-with") { Description = "PEM file with certificate and key to sign the profile." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Write to this file, which only its owner may read." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("eap", "Makes a profile for 802.1X on Ethernet or Wi-Fi. Exit code 0: nothing is wrong with it.")
        {
            Identifier, Name, Organization, Ethernet, Ssid, Encryption, Types, Inner, User, PasswordFile, PasswordInput, OuterIdentity, Roots, Servers, IdentityFile, IdentityPasswordFile, SystemMode, LoginWindow, SignWith, Output, Json,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Ethernet) is null && result.GetValue(Ssid) is null)
                result.AddError("Give --ethernet or --ssid, or both.");
        });
        command.SetAction(static parsed => ProfileCommand.Verb(parsed.GetValue(Json)).New(Request(parsed), Maker(parsed)));
        return command;
    }

    private static EapProfileRequest Request(ParseResult parsed) => new()
    {
        Identifier = parsed.GetValue(Identifier)!,
        Name = parsed.GetValue(Name),
        Organization = parsed.GetValue(Organization),
        Ethernet = parsed.GetValue(Ethernet),
        Ssid = parsed.GetValue(Ssid),
        Encryption = parsed.GetValue(Encryption),
        Types = parsed.GetValue(Types)!,
        Inner = parsed.GetValue(Inner),
        User = parsed.GetValue(User),
        OuterIdentity = parsed.GetValue(OuterIdentity),
        RootFiles = parsed.GetValue(Roots) ?? [],
        Servers = parsed.GetValue(Servers) ?? [],
        IdentityFile = parsed.GetValue(IdentityFile),
        Modes = [.. (ProfileSetupMode[])(parsed.GetValue(SystemMode) ? [ProfileSetupMode.System] : []), .. (ProfileSetupMode[])(parsed.GetValue(LoginWindow) ? [ProfileSetupMode.LoginWindow] : [])],
        SignerFile = parsed.GetValue(SignWith),
        OutputFile = parsed.GetValue(Output),
    };

    private static EapProfileMaker Maker(ParseResult parsed)
    {
        PasswordReader user = new(parsed.GetValue(PasswordFile), parsed.GetValue(PasswordInput));
        string? identityFile = parsed.GetValue(IdentityPasswordFile);
        return new EapProfileMaker(user.IsGiven ? () => user.Read(isNew: false) : null, identityFile is null ? null : () => new PasswordReader(identityFile, fromInput: false).Read(isNew: false));
    }
}
