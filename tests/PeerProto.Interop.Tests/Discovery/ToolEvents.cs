using System.Text.Json;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>The events that the peerproto tool writes with <c>--json</c>, each read once and in order.</summary>
internal sealed class ToolEvents(LabProcess tool, CancellationToken guard)
{
    private readonly IAsyncEnumerator<string> _lines = tool.StandardOutput.ReadLinesAsync(guard).GetAsyncEnumerator(guard);

    public LabProcess Tool => tool;

    /// <summary>The next event that fits.</summary>
    public async Task<JsonElement> WaitAsync(Func<JsonElement, bool> predicate)
    {
        while (await _lines.MoveNextAsync())
        {
            using JsonDocument line = JsonDocument.Parse(_lines.Current);
            if (predicate(line.RootElement))
                return line.RootElement.Clone();
        }

        throw new InvalidOperationException($"The tool ended. Its events: {tool.StandardOutput.Text} Its errors: {tool.StandardError.Text}");
    }

    /// <summary>Reads until each of several has fitted an event: changes and states come in any order.</summary>
    public async Task WaitForAllAsync(params Func<JsonElement, bool>[] predicates)
    {
        List<Func<JsonElement, bool>> missing = [.. predicates];
        while (missing.Count > 0)
            await WaitAsync(json => missing.RemoveAll(predicate => predicate(json)) > 0);
    }

    public static Func<JsonElement, bool> IsChange(string change) => json => Text(json, "change") == change;

    public static Func<JsonElement, bool> IsState(string state) => json => Text(json, "state") == state;

    public static string[] Endpoints(JsonElement json) =>
        json.TryGetProperty("endpoints", out JsonElement endpoints) ? [.. endpoints.EnumerateArray().Select(endpoint => endpoint.GetString()!)] : [];

    public static string Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement member) ? member.GetString()! : "";
}
