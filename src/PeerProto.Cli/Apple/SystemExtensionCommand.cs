using System.CommandLine;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple sysext</c> and <c>peerproto apple profile sysext</c> accept.</summary>
internal static class SystemExtensionCommand
{
    private static readonly Argument<string[]> Files = new("files") { Description = "Output of 'systemextensionsctl list', or db.plist; - for the standard input. Several: what changed between them.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Watch = new("--watch") { Description = "The input holds listings one after the other: tell each change as it comes." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };
    private static readonly Option<string?> Team = new("--team") { Description = "Identifier of the team, ten letters and digits." };
    private static readonly Option<string?> Bundle = new("--bundle") { Description = "Identifier of the extension." };
    private static readonly Option<string?> App = new("--app") { Description = "Identifier of the app that holds it. Left out: the profile only allows the extension." };
    private static readonly Option<string?> Name = new("--name") { Description = "What users read." };
    private static readonly Option<string?> Organization = new("--organization") { Description = "Who hands the profile out." };
    private static readonly Option<bool> Packets = new("--packets") { Description = "The filter sees packets, besides connections." };
    private static readonly Option<bool> Removable = new("--removable") { Description = "The app may remove the extension." };
    private static readonly Option<string?> Check = new("--check") { Description = "Check this profile instead of making one; - for the standard input." };

    /// <summary>Makes <c>sysext</c>.</summary>
    public static Command Create()
    {
        Command command = new("sysext", "Tells what state system extensions are in and what helps, without system integrity protection off.") { Files, Watch, Json };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Watch) && result.GetValue(Files) is { Length: not 1 })
                result.AddError("--watch follows one input.");
        });
        command.SetAction(static (parsed, cancellationToken) =>
        {
            SystemExtensionVerb verb = Verb(parsed);
            string[] files = parsed.GetValue(Files)!;
            return parsed.GetValue(Watch) ? verb.WatchAsync(files[0], Console.In, cancellationToken) : Task.FromResult(verb.Show(files));
        });
        return command;
    }

    /// <summary>Makes <c>profile sysext</c>.</summary>
    public static Command CreateProfile()
    {
        Command sysext = new("sysext", "Makes a profile that allows a system extension and configures its content filter, or checks one.") { Team, Bundle, App, Name, Organization, Packets, Removable, Check, Json };
        sysext.Validators.Add(static result =>
        {
            if (result.GetValue(Check) is null && (result.GetValue(Team) is null || result.GetValue(Bundle) is null))
                result.AddError("Give --team and --bundle, or --check with a profile.");
        });
        sysext.SetAction(static parsed => parsed.GetValue(Check) is { } file
            ? Verb(parsed).CheckProfile(file)
            : Verb(parsed).MakeProfile(new PeerProto.Apple.SystemExtensionProfileOptions
            {
                TeamId = parsed.GetValue(Team)!,
                ExtensionBundleId = parsed.GetValue(Bundle)!,
                AppBundleId = parsed.GetValue(App),
                DisplayName = parsed.GetValue(Name),
                Organization = parsed.GetValue(Organization),
                FiltersPackets = parsed.GetValue(Packets),
                IsRemovable = parsed.GetValue(Removable),
            }));
        return sysext;
    }

    private static SystemExtensionVerb Verb(ParseResult parsed) =>
        new(parsed.GetValue(Json) ? new JsonSystemExtensionOutput(Console.Out) : new LineSystemExtensionOutput(Console.Out), Console.OpenStandardInput);
}
