using System.CommandLine;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto apple explain</c> accepts.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string[]> Text = new("text")
    {
        Description = "What the system said, a line of a log for example, or - for the standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("explain", "Finds every error code in a text and tells its meaning, likely causes, the next step, and how sure that is. Exit code 0: one is known; 1: none is.") { Text, Json };
        command.SetAction(static (parsed, cancellationToken) =>
        {
            IAppleErrorOutput output = parsed.GetValue(Json) ? new JsonAppleErrorOutput(Console.Out) : new LineAppleErrorOutput(Console.Out, Console.Error);
            return Task.FromResult(new ExplainVerb(output, new InputText(Console.In, Console.Error)).Explain(parsed.GetValue(Text) ?? [], cancellationToken));
        });
        return command;
    }
}
