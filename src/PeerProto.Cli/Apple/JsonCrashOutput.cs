using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object for each report, or one for all groups.</summary>
internal sealed class JsonCrashOutput(TextWriter writer) : ICrashOutput
{
    public void Write(string name, CrashReport report, CrashSignature signature) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", name);
        json.WriteString("format", report.Format.ToString());
        json.WriteText("process", report.Process);
        json.WriteText("bundleId", report.BundleId);
        json.WriteText("appVersion", report.AppVersion);
        json.WriteText("appBuild", report.AppBuild);
        json.WriteText("system", report.System);
        json.WriteText("systemBuild", report.SystemBuild);
        json.WriteText("model", report.Model);
        json.WriteText("cpuType", report.CpuType);
        if (report.IsTranslated is { } isTranslated)
            json.WriteBoolean("translated", isTranslated);
        json.WriteText("time", report.Time);
        json.WriteText("incident", report.Incident);
        if (report.Exception is { } exception)
        {
            json.WriteStartObject("exception");
            json.WriteString("type", exception.Type);
            json.WriteText("signal", exception.Signal);
            json.WriteText("codes", exception.Codes);
            json.WriteText("subtype", exception.Subtype);
            json.WriteEndObject();
        }

        if (report.Termination is { } termination)
        {
            json.WriteStartObject("termination");
            json.WriteString("namespace", termination.Namespace);
            if (termination.Code is { } code)
                json.WriteString("code", $"0x{code:x}");
            json.WriteString("reason", termination.Reason);
            json.WriteEndObject();
        }

        json.WriteTexts("messages", report.Messages);
        if (report.FaultingThread is { } thread)
        {
            json.WriteNumber("thread", thread.Number);
            json.WriteText("queue", thread.Queue);
        }

        json.WriteObjects("frames", report.Stack, frame =>
        {
            json.WriteString("image", frame.Image);
            json.WriteText("symbol", frame.Symbol);
            if (frame.SymbolOffset is { } offset)
                json.WriteNumber("symbolOffset", offset);
            if (frame.ImageOffset is { } imageOffset)
                json.WriteNumber("imageOffset", imageOffset);
            if (frame.Address is { } address)
                json.WriteString("address", $"0x{address:x}");
            if (frame.IsFromSystem is { } isFromSystem)
                json.WriteBoolean("system", isFromSystem);
            json.WriteText("sourceFile", frame.SourceFile);
            if (frame.SourceLine is { } line)
                json.WriteNumber("sourceLine", line);
        });
        Write(json, signature);
        Write(json, report.Warnings, report.Hints);
    });

    public void Write(CrashUnread unread) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", unread.Name);
        json.WriteString("error", unread.Cause);
    });

    public void Write(CrashGrouping grouping) => JsonLines.Write(writer, json =>
    {
        json.WriteNumber("reports", grouping.Count);
        json.WriteNumber("ungrouped", grouping.UngroupedCount);
        json.WriteNumber("unread", grouping.UnreadCount);
        json.WriteObjects("groups", grouping.GetGroups(), group =>
        {
            json.WriteNumber("count", group.Count);
            Write(json, group.Signature);
            Write(json, "systems", group.Systems);
            Write(json, "apps", group.Apps);
            Write(json, "models", group.Models);
            Write(json, "processors", group.Processors);
            Write(json, "queues", group.Queues);
            Write(json, group.Warnings, group.Hints);
            json.WriteTexts("examples", group.Examples);
        });
        json.WriteObjects("errors", grouping.Unread, unread =>
        {
            json.WriteString("file", unread.Name);
            json.WriteString("error", unread.Cause);
        });
    });

    private static void Write(Utf8JsonWriter json, CrashSignature signature)
    {
        json.WriteString("signature", signature.Text);
        json.WriteString("hash", signature.Hash);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<CrashFacet> facets) => json.WriteObjects(name, facets, facet =>
    {
        json.WriteString("value", facet.Value);
        json.WriteNumber("count", facet.Count);
    });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<CrashWarning> warnings, IReadOnlyList<CrashHint> hints)
    {
        json.WriteObjects("warnings", warnings, warning =>
        {
            json.WriteString("kind", warning.Kind.ToString());
            json.WriteString("cause", warning.Cause);
            json.WriteString("remedy", warning.Remedy);
        });
        json.WriteObjects("hints", hints, hint =>
        {
            json.WriteString("family", hint.Family);
            json.WriteString("meaning", hint.Meaning);
            json.WriteString("nextStep", hint.NextStep);
            json.WriteBoolean("certain", hint.IsCertain);
        });
    }
}
