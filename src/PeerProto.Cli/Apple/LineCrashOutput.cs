using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A page for each report, or for each group.</summary>
internal sealed class LineCrashOutput(TextWriter writer) : ICrashOutput
{
    private const int MostFrames = 30;
    private const int MostFacets = 8;

    public void Write(string name, CrashReport report, CrashSignature signature)
    {
        Line(name);
        Line("  app       ", Join(report.Process, report.BundleId, report.AppVersion, report.AppBuild is { } build ? $"({build})" : null));
        Line("  system    ", Join(report.System, report.SystemBuild is { } systemBuild ? $"({systemBuild})" : null, report.Model, report.CpuType, report.IsTranslated == true ? "translated" : null));
        Line("  time      ", report.Time);
        if (report.Exception is { } exception)
            Line("  exception ", Join(exception.Type, exception.Signal, exception.Subtype ?? exception.Codes));
        if (report.Termination is { } termination)
            Line("  ended by  ", Join(termination.Namespace, termination.Code is { } code ? $"0x{code:x}" : null, termination.Reason));
        foreach (string message in report.Messages)
            Line("  message   ", message);
        if (report.FaultingThread is { } thread)
            Line("  thread    ", Join(thread.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), thread.Name, thread.Queue));
        int number = 0;
        foreach (CrashFrame frame in report.Stack.Take(MostFrames))
            Line($"  {number++,4}  ", frame.ToString());
        if (report.Stack.Count > MostFrames)
            Line("        ", $"and {report.Stack.Count - MostFrames} more");
        Line("  signature ", $"{signature.Hash}  {signature.Text}");
        Write(report.Warnings, report.Hints);
    }

    public void Write(CrashUnread unread) => Line($"{unread.Name}: ", $"{unread.Cause}.");

    public void Write(CrashGrouping grouping)
    {
        IReadOnlyList<CrashGroup> groups = grouping.GetGroups();
        Line($"{grouping.Count} reports in {groups.Count} groups" + (grouping.UngroupedCount > 0 ? $", {grouping.UngroupedCount} in none" : ""));
        foreach (CrashGroup group in groups)
        {
            writer.WriteLine();
            Line($"{group.Count} x ", $"{group.Signature.Hash}  {group.Signature.Text}");
            Line("  systems    ", Join(group.Systems));
            Line("  apps       ", Join(group.Apps));
            Line("  models     ", Join(group.Models));
            Line("  processors ", Join(group.Processors));
            Line("  queues     ", Join(group.Queues));
            Write(group.Warnings, group.Hints);
            Line("  examples   ", string.Join(", ", group.Examples));
        }

        foreach (CrashUnread unread in grouping.Unread)
            Write(unread);
        if (grouping.UnreadCount > grouping.Unread.Count)
            Line($"and {grouping.UnreadCount - grouping.Unread.Count} more files that are no crash reports");
    }

    private void Write(IReadOnlyList<CrashWarning> warnings, IReadOnlyList<CrashHint> hints)
    {
        foreach (CrashWarning warning in warnings)
            Line("  beware: ", $"{warning.Cause}. {warning.Remedy}.");
        foreach (CrashHint hint in hints)
            Line(hint.IsCertain ? "  hint: " : "  likely: ", $"{hint.Family}. {hint.Meaning}. {hint.NextStep}.");
    }

    private void Line(string label, string? text = "")
    {
        if (text is not null)
            writer.WriteLine(Printable.From(label + text));
    }

    private static string? Join(params ReadOnlySpan<string?> words)
    {
        string joined = string.Join(' ', words.ToArray().Where(static word => !string.IsNullOrEmpty(word)));
        return joined.Length == 0 ? null : joined;
    }

    private static string? Join(IReadOnlyList<CrashFacet> facets) => facets.Count == 0
        ? null
        : string.Join(", ", facets.Take(MostFacets).Select(static facet => $"{facet.Value} x {facet.Count}")) + (facets.Count > MostFacets ? $", and {facets.Count - MostFacets} more" : "");
}
