using System.Globalization;
using System.Text.Json;

namespace PeerProto.Apple;

/// <summary>What the file of <see cref="FileThreadCredentialStore"/> holds, as JSON.</summary>
internal sealed class ThreadCredentialFile
{
    private const int Version = 1;

    public List<ThreadCredentials> Credentials { get; } = [];

    public ulong? Preferred { get; set; }

    public ThreadCredentials? OfNetwork(ulong? extendedPanId) => extendedPanId is null ? null : Credentials.Find(entry => entry.Dataset.ExtendedPanId == extendedPanId);

    public byte[] Encode()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            if (Preferred is { } preferred)
                json.WriteString("preferred", preferred.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteStartArray("credentials");
            foreach (ThreadCredentials entry in Credentials)
            {
                json.WriteStartObject();
                json.WriteString("borderAgent", entry.BorderAgent.ToString());
                json.WriteString("dataset", entry.Dataset.ToHex());
                if (entry.CreatedAt is { } created)
                    json.WriteString("created", created.UtcDateTime);
                if (entry.ModifiedAt is { } modified)
                    json.WriteString("modified", modified.UtcDateTime);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="FormatException">The bytes are none.</exception>
    public static ThreadCredentialFile Decode(ReadOnlyMemory<byte> bytes, int maximumCredentials)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.GetProperty("version").GetInt32() is var version && version != Version)
                throw new FormatException($"it is of version {version} and not {Version}");
            ThreadCredentialFile file = new();
            if (root.TryGetProperty("preferred", out JsonElement preferred))
                file.Preferred = ulong.Parse(preferred.GetString() ?? "", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            foreach (JsonElement entry in root.GetProperty("credentials").EnumerateArray())
            {
                if (file.Credentials.Count >= maximumCredentials)
                    throw new FormatException($"it has more than {maximumCredentials} entries");
                file.Credentials.Add(new ThreadCredentials(
                    BorderAgentId.Parse(entry.GetProperty("borderAgent").GetString() ?? ""),
                    ThreadDataset.ParseHex(entry.GetProperty("dataset").GetString() ?? ""),
                    Time(entry, "created"),
                    Time(entry, "modified")));
            }

            return file;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException(failure.Message, failure);
        }
    }

    private static DateTimeOffset? Time(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) ? new DateTimeOffset(DateTime.SpecifyKind(value.GetDateTime(), DateTimeKind.Utc)) : null;
}
