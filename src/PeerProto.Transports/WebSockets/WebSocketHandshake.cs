using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using PeerProto.Transports.Http;

namespace PeerProto.Transports.WebSockets;

/// <summary>What both roles of the opening handshake say and check (RFC 6455 section 4), as texts and decisions without a stream.</summary>
internal static class WebSocketHandshake
{
    public const string Version = "13";
    public const int KeyBytes = 16;

    /// <summary>The constant of RFC 6455 section 1.3.</summary>
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static string CreateKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    [SuppressMessage("Security", "CA5350", Justification = "The protocol fixes SHA-1 here, to tell a WebSocket server from others. It protects nothing.")]
    public static string AcceptFor(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));

    public static byte[] Request(PeerEndpoint endpoint, string key)
    {
        return Encoding.ASCII.GetBytes(
            $"GET {endpoint.Path ?? "/"} HTTP/1.1\r\n"
            + $"Host: {HttpAuthority.Of(endpoint)}\r\n"
            + "Connection: Upgrade\r\n"
            + "Upgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: {Version}\r\n"
            + $"Sec-WebSocket-Key: {key}\r\n"
            + $"Sec-WebSocket-Protocol: {WebSocketTransport.SubProtocol}\r\n\r\n");
    }

    public static byte[] Agreement(string key, bool subProtocolOffered) => Encoding.ASCII.GetBytes(
        "HTTP/1.1 101 Switching Protocols\r\n"
        + "Connection: Upgrade\r\n"
        + "Upgrade: websocket\r\n"
        + $"Sec-WebSocket-Accept: {AcceptFor(key)}\r\n"
        + (subProtocolOffered ? $"Sec-WebSocket-Protocol: {WebSocketTransport.SubProtocol}\r\n\r\n" : "\r\n"));

    /// <summary>Judges a request as a server.</summary>
    /// <param name="head">The request, or null if what came was none.</param>
    /// <param name="options">What this server takes.</param>
    /// <param name="key">The client's key if the request is welcome.</param>
    /// <returns>Null if it is welcome, otherwise the answer.</returns>
    public static HttpRefusal? Judge(HttpHead? head, WebSocketOptions options, out string key)
    {
        key = "";
        if (head is null)
            return new HttpRefusal(400, "Bad Request", "This is no HTTP/1.1 request, or its head is too long.");
        if (head.StartLine.Split(' ') is not [string method, string target, "HTTP/1.1"])
            return new HttpRefusal(400, "Bad Request", "The request line is not that of HTTP/1.1.");
        if (head.Single("Host") is null or "")
            return new HttpRefusal(400, "Bad Request", "The request must name one Host.");
        if (head.Values("Transfer-Encoding").Any() || head.Values("Content-Length").Any(length => length != "0"))
            return new HttpRefusal(400, "Bad Request", "The request must have no content.");
        if (method != "GET")
            return new HttpRefusal(405, "Method Not Allowed", "Only WebSocket links are opened here, by GET.", "Allow: GET\r\n");
        if (target != options.Path)
            return new HttpRefusal(404, "Not Found", "WebSocket links are opened under another path.");
        if (!head.HasElement("Upgrade", "websocket") || !head.HasElement("Connection", "Upgrade"))
            return new HttpRefusal(426, "Upgrade Required", "Only WebSocket links are opened here.", $"Upgrade: websocket\r\nSec-WebSocket-Version: {Version}\r\n");
        if (head.Single("Sec-WebSocket-Version") != Version)
            return new HttpRefusal(426, "Upgrade Required", $"Only version {Version} of WebSocket is spoken here.", $"Upgrade: websocket\r\nSec-WebSocket-Version: {Version}\r\n");
        if (head.Single("Sec-WebSocket-Key") is not { } clientKey || !IsKey(clientKey))
            return new HttpRefusal(400, "Bad Request", "Sec-WebSocket-Key must be 16 bytes in base64.");
        if (head.Values("Origin").Any(origin => !options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase) && !options.AllowedOrigins.Contains("*")))
            return new HttpRefusal(403, "Forbidden", "Web pages of this origin may not connect.");
        key = clientKey;
        return null;
    }

    /// <summary>Judges a server's answer as a client.</summary>
    /// <returns>Null if the upgrade took place, otherwise what is wrong with the answer, as the end of a sentence.</returns>
    public static string? Judge(HttpHead? head, string key)
    {
        if (head?.Status() is not { } status)
            return "answered with something other than HTTP";
        if (status.Code != 101)
            return $"answered the WebSocket upgrade with status {status.Code}{(status.Reason.Length > 0 ? " " + Shortened(status.Reason) : "")}";
        if (!head.HasElement("Upgrade", "websocket") || !head.HasElement("Connection", "Upgrade") || head.Single("Sec-WebSocket-Accept") != AcceptFor(key))
            return "answered the WebSocket upgrade wrongly";
        if (head.Values("Sec-WebSocket-Extensions").Any(value => value.Length > 0))
            return "chose a WebSocket extension that was not offered";
        return head.Values("Sec-WebSocket-Protocol").All(value => value == WebSocketTransport.SubProtocol)
            ? null
            : "chose a WebSocket subprotocol that was not offered";
    }

    /// <summary>As much of a foreign text as an error message bears.</summary>
    public static string Shortened(string text)
    {
        const int Bearable = 80;
        return text.Length <= Bearable ? text : text[..Bearable] + "…";
    }

    private static bool IsKey(string text)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 2];
        return Convert.TryFromBase64String(text, bytes, out int count) && count == KeyBytes;
    }
}
