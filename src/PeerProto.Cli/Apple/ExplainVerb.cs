using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>The verb <c>peerproto apple explain</c>, without console.</summary>
internal sealed class ExplainVerb(IAppleErrorOutput output, InputText input)
{
    /// <summary>Explains the codes of a text. Success only where the catalogue knows one of them at least.</summary>
    /// <param name="words">The text, as words; one <c>-</c> stands for the standard input.</param>
    public int Explain(string[] words)
    {
        try
        {
            IReadOnlyList<AppleErrorExplanation> explanations = AppleErrors.Explain(input.Read(string.Join(' ', words)));
            output.Write(explanations);
            return explanations.Any(explanation => explanation.IsKnown) ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (IOException failure)
        {
            output.WriteFailure(failure.Message);
            return ExitCodes.Nothing;
        }
    }
}
