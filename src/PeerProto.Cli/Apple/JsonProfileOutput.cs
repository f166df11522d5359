using System.Text;
using System.Text.Json;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>One JSON object.</summary>
internal sealed class JsonProfileOutput(TextWriter writer) : IProfileOutput
{
    public void WriteCheck(bool isGood, IReadOnlyList<(string File, IReadOnlyList<ProfileFinding> Findings)> checks, IReadOnlyList<AutoConnectVerdict> verdicts) => JsonLines.Write(writer, json =>
    {
        json.WriteBoolean("good", isGood);
        json.WriteObjects("profiles", checks, check =>
        {
            json.WriteString("file", check.File);
            Write(json, check.Findings);
        });
        Write(json, verdicts);
    });

    public void WriteProfile(byte[] content, string? file, IReadOnlyList<ProfileFinding> findings, IReadOnlyList<string> remarks) => JsonLines.Write(writer, json =>
    {
        if (file is not null)
            json.WriteString("file", file);
        else if (content.AsSpan().StartsWith("<?xml"u8))
            json.WriteString("profile", Encoding.UTF8.GetString(content));
        else
            json.WriteBase64String("signedProfile", content);
        Write(json, findings);
        json.WriteTexts("remarks", remarks);
    });

    public void WriteText(string what, string text, IReadOnlyList<string> remarks) => JsonLines.Write(writer, json =>
    {
        json.WriteString(what, text);
        json.WriteTexts("remarks", remarks);
    });

    public void WritePlan(IReadOnlyList<AutoConnectStep> steps, IReadOnlyList<AutoConnectVerdict> verdicts) => JsonLines.Write(writer, json =>
    {
        json.WriteObjects("steps", steps, step =>
        {
            json.WriteString("event", step.Event.ToString());
            json.WriteString("state", step.State.ToString());
            json.WriteString("action", step.Action);
            json.WriteText("payload", step.PayloadIdentifier);
            json.WriteBoolean("asksUser", step.AsksUser);
        });
        Write(json, verdicts);
    });

    public void WriteCommands(EapolCommandCheck check) => JsonLines.Write(writer, json =>
    {
        json.WriteBoolean("good", check.IsGood);
        json.WriteObjects("commands", check.Commands, command =>
        {
            json.WriteString("command", command.Name);
            json.WriteString("program", command.Program);
            json.WriteObjects("options", command.Options, option =>
            {
                json.WriteString("name", option.Name);
                json.WriteText("value", option.Value);
            });
        });
        json.WriteObjects("findings", check.Findings, finding =>
        {
            json.WriteString("severity", finding.Severity.ToString());
            json.WriteString("code", finding.Code.ToString());
            json.WriteText("command", finding.Command);
            json.WriteString("message", finding.Message);
            json.WriteString("remedy", finding.Remedy);
        });
        json.WriteObjects("errors", check.Errors, error =>
        {
            json.WriteString("domain", error.Domain);
            json.WriteNumber("code", error.Code);
            json.WriteString("meaning", error.Meaning);
            json.WriteString("nextStep", error.NextStep);
        });
    });

    public void WriteFailure(string name, string cause, string remedy) => JsonLines.Write(writer, json =>
    {
        json.WriteString("file", name);
        json.WriteString("error", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ProfileFinding> findings) => json.WriteObjects("findings", findings, finding =>
    {
        json.WriteString("severity", finding.Severity.ToString());
        json.WriteString("code", finding.Code.ToString());
        json.WriteText("payload", finding.PayloadIdentifier);
        json.WriteString("message", finding.Message);
        json.WriteString("remedy", finding.Remedy);
    });

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AutoConnectVerdict> verdicts) => json.WriteObjects("verdicts", verdicts, verdict =>
    {
        json.WriteString("payload", verdict.PayloadIdentifier);
        json.WriteString("interface", verdict.InterfaceName);
        json.WriteString("outcome", verdict.Outcome.ToString());
        json.WriteObjects("reasons", verdict.Reasons, reason =>
        {
            json.WriteString("code", reason.Code.ToString());
            json.WriteString("cause", reason.Cause);
            json.WriteText("remedy", reason.Remedy);
        });
    });
}
