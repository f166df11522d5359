using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>The verb <c>peerproto apple explain</c>, without console.</summary>
internal sealed class ExplainVerb(IAppleErrorOutput output, InputText input)
{
    /// <summary>Explains the codes of a text. Success only where the catalogue knows one of them at least.</summary>
    /// <param name="words">The text, as words; one <c>-</c> stands for the standard input, which is read to its end.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public int Explain(string[] words, CancellationToken cancellationToken = default)
    {
        try
        {
            using TextReader text = input.Open(string.Join(' ', words));
            AppleErrorReport report = AppleErrors.Read(text, cancellationToken);
            output.Write(report);
            return report.Explanations.Any(explanation => explanation.IsKnown) ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.WriteFailure(failure.Message);
            return ExitCodes.Nothing;
        }
    }
}
