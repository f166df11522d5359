using PeerProto.Generators.Locking;

namespace PeerProto.Cli.Lock;

/// <summary>Plain lines: findings as the compiler words them, then the lines that come into the lock and leave it.</summary>
internal sealed class LineLockOutput(TextWriter writer, TextWriter errors) : ILockOutput
{
    public void Write(LockOutcome outcome)
    {
        foreach (LockFinding finding in outcome.Findings)
            writer.WriteLine($"{(finding.IsForbidden ? "error" : finding.Kind == LockFindingKind.ValueChanged ? "info" : "warning")} {finding.Code}: {finding.Text}");
        string[] before = outcome.IsNew ? [] : outcome.Before.ToString().Split('\n');
        string[] after = outcome.After.ToString().Split('\n');
        foreach (string line in outcome.IsChanged ? before.Except(after) : [])
            writer.WriteLine("- " + line);
        foreach (string line in outcome.IsChanged ? after.Except(before).Where(line => line is not "" and not ['#', ..]) : [])
            writer.WriteLine("+ " + line);
        writer.WriteLine((outcome.IsGood, outcome.IsChanged) switch
        {
            (true, true) => $"'{outcome.Path}' is written.",
            (true, false) => $"'{outcome.Path}' is up to date.",
            _ => $"'{outcome.Path}' stays as it is: {outcome.Findings.Count} to look at.",
        });
    }

    public void Write(LockException exception) => errors.WriteLine(exception.Message);
}
