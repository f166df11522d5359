using System.Buffers;
using System.Net;
using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>What came back through a proxy, as far as a probe looks at it.</summary>
internal sealed record ProxyAnswer
{
    private const int BufferLength = 16 * 1024;

    /// <summary>The status (RFC 9110 section 15).</summary>
    public required int Status { get; init; }

    /// <summary>Where it came from, after redirects.</summary>
    public required Uri Url { get; init; }

    /// <summary>The text, or null where it is longer than what is taken.</summary>
    public required string? Body { get; init; }

    /// <summary>What was forwarded by whom, in the words of the answer.</summary>
    public required string? Via { get; init; }

    /// <summary>The schemes of authentication that the proxy takes.</summary>
    public required IReadOnlyList<string> ProxySchemes { get; init; }

    /// <summary>Whether the headers say that a proxy made this answer by itself. Squid puts Via on its own pages, so a page with Via may be the proxy's nevertheless.</summary>
    public required bool IsProxysOwn { get; init; }

    /// <summary>Reads an answer up to a length.</summary>
    public static async Task<ProxyAnswer> ReadAsync(HttpResponseMessage response, int maximumBytes, CancellationToken cancellationToken)
    {
        string? via = Header(response, "Via");
        return new ProxyAnswer
        {
            Status = (int)response.StatusCode,
            Url = response.RequestMessage!.RequestUri!,
            Body = await ReadBodyAsync(response, maximumBytes, cancellationToken),
            Via = via,
            ProxySchemes = [.. Headers(response, "Proxy-Authenticate").Select(static value => value.Split(' ', 2)[0])],
            // tinyproxy answers wrong credentials with 401 and a page of its own, which nobody forwarded
            IsProxysOwn = via is null && (response.Headers.NonValidated.Any(static header => header.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase))
                || (response.StatusCode == HttpStatusCode.Unauthorized && Headers(response, "Server").Any(static value => value.StartsWith("tinyproxy", StringComparison.OrdinalIgnoreCase)))),
        };
    }

    private static async Task<string?> ReadBodyAsync(HttpResponseMessage response, int maximumBytes, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        ArrayBufferWriter<byte> body = new();
        while (await stream.ReadAsync(body.GetMemory(BufferLength)[..BufferLength], cancellationToken) is > 0 and int read)
        {
            body.Advance(read);
            if (body.WrittenCount > maximumBytes)
                return null;
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    private static string? Header(HttpResponseMessage response, string name) => Headers(response, name) is { Count: > 0 } values ? string.Join(", ", values) : null;

    private static IReadOnlyList<string> Headers(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out System.Net.Http.Headers.HeaderStringValues values) ? [.. values] : [];
}
