using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>Lines for people. What was made goes to the output, what is said about it to the notes.</summary>
/// <param name="writer">The output.</param>
/// <param name="notes">What is said besides.</param>
/// <param name="openOutput">Opens the output for bytes.</param>
internal sealed class LineProfileOutput(TextWriter writer, TextWriter notes, Func<Stream> openOutput) : IProfileOutput
{
    public void WriteCheck(bool isGood, IReadOnlyList<(string File, IReadOnlyList<ProfileFinding> Findings)> checks, IReadOnlyList<AutoConnectVerdict> verdicts)
    {
        foreach ((string file, IReadOnlyList<ProfileFinding> findings) in checks)
        {
            foreach (ProfileFinding finding in findings)
                Line(writer, finding.ToString());
            if (findings.Count == 0)
                Line(writer, $"{file}: nothing is wrong.");
        }

        Write(verdicts);
    }

    public void WriteProfile(byte[] content, string? file, IReadOnlyList<ProfileFinding> findings, IReadOnlyList<string> remarks)
    {
        if (file is null)
        {
            writer.Flush();
            using Stream stream = openOutput();
            stream.Write(content);
        }

        foreach (ProfileFinding finding in findings)
            Line(notes, finding.ToString());
        WriteRemarks(remarks);
        if (file is not null)
            Line(notes, $"Written: {file}");
    }

    public void WriteText(string what, string text, IReadOnlyList<string> remarks)
    {
        writer.Write(text);
        writer.Flush();
        WriteRemarks(remarks);
    }

    public void WritePlan(IReadOnlyList<AutoConnectStep> steps, IReadOnlyList<AutoConnectVerdict> verdicts)
    {
        Line(writer, "When an Ethernet cable is put in:");
        foreach (AutoConnectStep step in steps)
            Line(writer, $"  {step.Event} -> {step.State}: {step.Action}{(step.PayloadIdentifier is null ? "" : $" ({step.PayloadIdentifier})")}.");
        Write(verdicts);
    }

    public void WriteCommands(EapolCommandCheck check)
    {
        foreach (EapolCommand command in check.Commands)
            Line(writer, command.ToString());
        foreach (EapolCommandFinding finding in check.Findings)
            Line(writer, finding.ToString());
        foreach (AppleErrorExplanation error in check.Errors)
            Line(writer, $"{error}. {error.NextStep}.");
        if (check.IsGood)
            Line(writer, "Nothing is in the way.");
    }

    public void WriteFailure(string name, string cause, string remedy) => Line(notes, $"{name}: {cause}. {remedy}.");

    private static void Line(TextWriter target, string text)
    {
        target.WriteLine(Printable.From(text));
        target.Flush();
    }

    private void Write(IReadOnlyList<AutoConnectVerdict> verdicts)
    {
        foreach (AutoConnectVerdict verdict in verdicts)
        {
            Line(writer, $"{verdict.InterfaceName}: {Say(verdict.Outcome)}");
            foreach (AutoConnectReason reason in verdict.Reasons)
                Line(writer, $"  {reason.Cause}.{(reason.Remedy is null ? "" : $" {reason.Remedy}.")}");
        }
    }

    private static string Say(AutoConnectOutcome outcome) => outcome switch
    {
        AutoConnectOutcome.Silent => "connects by itself",
        AutoConnectOutcome.SystemMode => "connects by itself, for the system",
        AutoConnectOutcome.LoginWindow => "connects at login",
        AutoConnectOutcome.Asks => "asks the user",
        _ => "does not connect",
    };

    private void WriteRemarks(IReadOnlyList<string> remarks)
    {
        foreach (string remark in remarks)
            Line(notes, $"Note: {remark}.");
    }
}
