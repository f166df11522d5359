using System.Globalization;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A paragraph for each code. Answers go to one writer, failures to another.</summary>
internal sealed class LineAppleErrorOutput(TextWriter writer, TextWriter errors) : IAppleErrorOutput
{
    public void Write(AppleErrorReport report)
    {
        IReadOnlyList<AppleErrorExplanation> explanations = report.Explanations;
        if (explanations.Count == 0)
            errors.WriteLine("There is no error code in the text that the catalogue knows or that names its domain.");
        for (int i = 0; i < explanations.Count; i++)
        {
            if (i > 0)
                writer.WriteLine();
            Write(explanations[i]);
        }

        if (report.LeftOut > 0)
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"These are the {explanations.Count} codes that came last; {report.LeftOut} before them were left out."));
        writer.Flush();
        errors.Flush();
    }

    public void WriteFailure(string cause)
    {
        errors.WriteLine(Printable.From(cause));
        errors.Flush();
    }

    private void Write(AppleErrorExplanation explanation)
    {
        string times = explanation.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({explanation.Count} times)") : "";
        writer.WriteLine($"{Printable.From(explanation.Domain)} {explanation.Code}{(explanation.Error is { } known ? $" {known.Name}" : "")}{times}");
        if (explanation.IoReturn is { } value)
            writer.WriteLine($"  {value}");
        writer.WriteLine($"  {explanation.Meaning}.");
        if (explanation.Error is { Causes.Count: > 0 } error)
        {
            writer.WriteLine("  Likely causes:");
            for (int i = 0; i < error.Causes.Count; i++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {i + 1}. {error.Causes[i]}."));
        }

        writer.WriteLine($"  Next: {explanation.NextStep}.");
        if (explanation.Error is { } entry)
            writer.WriteLine($"  How sure: {entry.Certainty.ToString().ToLowerInvariant()} ({entry.Source}).");
    }
}
