using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object for each change, and one for the last listing.</summary>
internal sealed class JsonSystemExtensionOutput(TextWriter writer) : ISystemExtensionOutput
{
    public void Write(string name, SystemExtensionList list) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", name);
        json.WriteBoolean("good", list.IsEveryExtensionRunning);
        json.WriteObjects("extensions", list.Diagnose(), diagnosis =>
        {
            Write(json, diagnosis.Extension);
            json.WriteBoolean("good", diagnosis.IsGood);
            json.WriteString("meaning", diagnosis.Meaning);
            json.WriteTexts("remedies", diagnosis.Remedies);
        });
        json.WriteTexts("remarks", list.Remarks);
    });

    public void Write(SystemExtensionChange change) => JsonLines.Write(writer, json =>
    {
        json.WriteString("change", change.ToString());
        json.WriteString("teamId", change.Extension.TeamId);
        json.WriteString("bundleId", change.Extension.BundleId);
        json.WriteString("version", change.Extension.VersionText);
        json.WriteText("before", change.Before?.StateText);
        json.WriteText("after", change.After?.StateText);
        if (change.HasOtherMarks)
        {
            WriteMarks(json, "marksBefore", change.Before!);
            WriteMarks(json, "marksAfter", change.After!);
        }
    });

    public void Write(PropertyListValue profile) => JsonLines.Write(writer, json => json.WriteString("profile", PropertyList.WriteXml(profile)));

    public void Write(string name, IReadOnlyList<SystemExtensionProfileFinding> findings) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", name);
        json.WriteBoolean("good", !findings.Any(static finding => finding.IsError));
        json.WriteObjects("findings", findings, finding =>
        {
            json.WriteString("payload", finding.Payload);
            json.WriteBoolean("isError", finding.IsError);
            json.WriteString("cause", finding.Cause);
            json.WriteString("remedy", finding.Remedy);
        });
    });

    public void WriteFailure(string name, string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", name);
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, SystemExtension extension)
    {
        json.WriteString("teamId", extension.TeamId);
        json.WriteString("bundleId", extension.BundleId);
        json.WriteText("version", extension.Version);
        json.WriteText("build", extension.Build);
        json.WriteString("name", extension.Name);
        json.WriteTexts("categories", extension.Categories);
        json.WriteString("state", extension.StateText);
        WriteMarks(json, extension);
        json.WriteText("container", extension.ContainerPath);
    }

    private static void WriteMarks(Utf8JsonWriter json, string name, SystemExtension extension)
    {
        json.WriteStartObject(name);
        WriteMarks(json, extension);
        json.WriteEndObject();
    }

    private static void WriteMarks(Utf8JsonWriter json, SystemExtension extension)
    {
        if (extension.IsMarkedEnabled is { } isEnabled)
            json.WriteBoolean("enabled", isEnabled);
        if (extension.IsMarkedActive is { } isActive)
            json.WriteBoolean("active", isActive);
    }
}
