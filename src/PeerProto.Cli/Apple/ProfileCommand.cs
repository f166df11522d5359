using System.CommandLine;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple profile</c> accepts.</summary>
internal static class ProfileCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Argument<string> File = new("file") { Description = "The .mobileconfig file, signed or not; - for the standard input." };
    private static readonly Argument<string[]> Files = new("files") { Description = "The .mobileconfig files that are installed together; - for the standard input.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Payload = new("--payload") { Description = "PayloadIdentifier of the payload, where there are several." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Write to this file, which only its owner may read." };
    private static readonly Option<string?> Identifier = new("--identifier") { Description = "Identifier of the merged profile. Default: that of the first." };
    private static readonly Option<bool> KeepAll = new("--keep-all") { Description = "Keep payloads whose 802.1X another has as well." };
    private static readonly Option<string?> AnchorsFile = new("--anchors-file") { Description = "Write the anchors to this file; needed where there are several." };
    private static readonly Option<string?> SystemRoots = new("--system-roots") { Description = "PEM file of the system's roots, for profiles that name servers but no anchors." };
    private static readonly Option<string> Interface = new("--interface") { Description = "The interface to authenticate on.", DefaultValueFactory = static _ => "en0" };
    private static readonly Option<bool> Windows = new("--windows") { Description = "Let eapolcfg open windows (leave out --no-ui)." };
    private static readonly Option<string?> Bound = new("--bound") { Description = "PayloadIdentifier of the configuration that worked with this switch before." };
    private static readonly Option<bool> Nobody = new("--nobody") { Description = "Nobody is logged in." };
    private static readonly Option<bool> AutoConnectOff = new("--auto-connect-off") { Description = "EthernetAutoConnect is off." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command lint = new("lint", "Checks profiles, and tells for each interface whether it connects by itself, and why. Exit code 0: no error, and nobody is asked.") { Files, Json };
        lint.SetAction(static parsed => Verb(parsed).Lint(parsed.GetValue(Files)!));
        Command merge = new("merge", "Makes one profile of several, with as few 802.1X configurations as can be, so that macOS need not ask.") { Files, Identifier, KeepAll, Output, Json };
        merge.SetAction(static parsed => Verb(parsed).Merge(parsed.GetValue(Files)!, new ProfileMergeOptions { Identifier = parsed.GetValue(Identifier), KeepsOneConfiguration = !parsed.GetValue(KeepAll) }, parsed.GetValue(Output)));
        Command toWpa = new("to-wpa", "Prints a payload as a configuration of wpa_supplicant and eapol_test. It holds the passwords.") { File, Payload, AnchorsFile, SystemRoots, Json };
        toWpa.SetAction(static parsed => Verb(parsed).ToWpa(
            parsed.GetValue(File)!, parsed.GetValue(Payload), new WpaSupplicantOptions { AnchorsFile = parsed.GetValue(AnchorsFile), SystemRootsFile = parsed.GetValue(SystemRoots) }));
        Command toEapolcfg = new("to-eapolcfg", "Prints the eapolcfg commands that do what a payload says. They ask for the password.") { File, Payload, Interface, Windows, Json };
        toEapolcfg.SetAction(static parsed => Verb(parsed).ToEapolcfg(
            parsed.GetValue(File)!, parsed.GetValue(Payload), new EapolCommandOptions { InterfaceName = parsed.GetValue(Interface)!, IsWithoutWindows = !parsed.GetValue(Windows) }));
        Command plan = new("plan", "Tells what macOS does when a cable is put in, with these profiles installed. Exit code 0: the port opens, and nobody is asked.") { Files, Bound, Nobody, AutoConnectOff, Json };
        plan.SetAction(static parsed => Verb(parsed).Plan(
            parsed.GetValue(Files)!, new AutoConnectSituation { BoundPayload = parsed.GetValue(Bound), IsUserAtConsole = !parsed.GetValue(Nobody), ConnectsEthernet = !parsed.GetValue(AutoConnectOff) }));
        return new Command("profile", "Makes, checks and converts configuration profiles.")
        {
            new Command("new", "Makes a profile.") { DnsProfileCommand.Create(), EapProfileCommand.Create() },
            lint, merge, toWpa, toEapolcfg, plan,
            SystemExtensionCommand.CreateProfile(),
        };
    }

    /// <summary>Makes the verb for the console.</summary>
    public static ProfileVerb Verb(bool isJson) =>
        new(isJson ? new JsonProfileOutput(Console.Out) : new LineProfileOutput(Console.Out, Console.Error, Console.OpenStandardOutput), Console.OpenStandardInput);

    private static ProfileVerb Verb(ParseResult parsed) => Verb(parsed.GetValue(Json));
}
