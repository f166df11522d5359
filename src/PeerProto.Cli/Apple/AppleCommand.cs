using System.CommandLine;

namespace PeerProto.Cli.Apple;

/// <summary>The verbs about Apple's systems, under <c>peerproto apple</c>.</summary>
internal static class AppleCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => new("apple", "Explains what Apple's systems say, and checks what they are given.")
    {
        CrashCommand.Create(),
        ExplainCommand.Create(),
        EapolcfgCommand.Create(),
        ProfileCommand.Create(),
        SystemExtensionCommand.Create(),
    };
}
