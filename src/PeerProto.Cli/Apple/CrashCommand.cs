using System.CommandLine;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple crash</c> accepts.</summary>
internal static class CrashCommand
{
    private static readonly Argument<string[]> Files = new("files") { Description = "Crash reports or folders of them; - for the standard input.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Group = new("--group") { Description = "Group the reports by signature instead of showing each." };
    private static readonly Option<int> Frames = new("--frames") { Description = "How many frames make a signature.", DefaultValueFactory = static _ => PeerProto.Apple.CrashReport.DefaultSignatureFrames };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object for each report, or one for all groups." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Frames.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 100)
                result.AddError("A signature has 1 to 100 frames.");
        });
        Command crash = new("crash", "Reads crash reports: what happened, where, what to beware of and what to do.") { Files, Group, Frames, Json };
        crash.SetAction(static (parsed, cancellationToken) =>
        {
            ICrashOutput output = parsed.GetValue(Json) ? new JsonCrashOutput(Console.Out) : new LineCrashOutput(Console.Out);
            CrashVerb verb = new(output, Console.In, parsed.GetValue(Frames));
            return Task.FromResult(verb.Run(parsed.GetValue(Files)!, parsed.GetValue(Group), cancellationToken));
        });
        return crash;
    }
}
