using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PeerProto.Cli.Identity;

/// <summary>One JSON object: the facts, or the diagnosis.</summary>
internal sealed class JsonIdentityOutput(TextWriter writer) : IIdentityOutput
{
    public void Write(IdentityReport report) => Write(json =>
    {
        json.WriteString("file", report.File);
        if (report.Key is { } key)
        {
            json.WriteString("fingerprint", key.ToString());
            json.WriteString("words", key.ToWords());
            json.WriteString("qr", key.ToQrPayload());
        }

        if (report.KeyAlgorithm is { } algorithm)
            json.WriteString("key", algorithm);
        if (report.ValidUntil is { } end)
            json.WriteString("validUntil", end.UtcDateTime);
        if (report.Form is not { } form)
            return;
        json.WriteStartObject("pkcs12");
        json.WriteString("style", form.Style.ToString());
        json.WriteString("mac", form.MacAlgorithm);
        json.WriteNumber("macIterations", form.MacIterations);
        json.WriteString("keyEncryption", form.KeyEncryption);
        json.WriteString("certificateEncryption", form.CertificateEncryption);
        json.WriteBoolean("readByOldAppleSystems", form.IsReadByOldAppleSystems);
        json.WriteEndObject();
    });

    public void Write(PeerDiagnosis diagnosis) => Write(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", diagnosis.Code.ToString());
        json.WriteString("cause", diagnosis.Cause);
        json.WriteString("remedy", diagnosis.Remedy);
        json.WriteEndObject();
    });

    private void Write(Action<Utf8JsonWriter> content)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Flush();
    }
}
