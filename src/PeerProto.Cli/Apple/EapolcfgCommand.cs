using System.CommandLine;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple eapolcfg</c> accepts.</summary>
internal static class EapolcfgCommand
{
    private static readonly Argument<string> File = new("file") { Description = "Text with eapolcfg commands in it, as pasted; - for the standard input." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command check = new("check", "Finds eapolcfg commands in a text, and tells what is wrong with them. Exit code 0: nothing is in the way.") { File, Json };
        check.SetAction(static parsed => ProfileCommand.Verb(parsed.GetValue(Json)).CheckCommands(parsed.GetValue(File)!));
        return new Command("eapolcfg", "Checks commands for Apple's 802.1X tool.") { check };
    }
}
