using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>Listens on the loopback address and answers each request as a test says.</summary>
internal sealed class StubProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _serving;

    /// <param name="answer">Gets the head of a request and writes what comes back. The connection stays open for the next.</param>
    public StubProxy(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <param name="answer">Gets the head of a request and tells the answer, of which each character is a byte.</param>
    public StubProxy(Func<string, string> answer)
        : this((head, stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer(head)), token).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ProxyEndpoint Endpoint => ProxyEndpoint.Create(ProxyKind.Http, "127.0.0.1", Port);

    /// <summary>The heads of the requests so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public ProxyEndpoint For(string user, string password) => ProxyEndpoint.Create(ProxyKind.Http, "127.0.0.1", Port, user, password);

    public ProxyEndpoint AsSocks(string? user = null, string? password = null) => ProxyEndpoint.Create(ProxyKind.Socks5, "127.0.0.1", Port, user, password);

    /// <summary>An answer with a text.</summary>
    public static string Page(string body, string headers = "", string status = "200 OK") => $"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>The request's address, which stands in its first line.</summary>
    public static string UrlOf(string head) => head.Split(' ')[1];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving; // before the listener: who asks one that was stopped for a connection gets another error
        _listener.Stop();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(AnswerAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            while (await ReadHeadAsync(stream) is { Length: > 0 } head)
            {
                _requests.Enqueue(head);
                await _answer(head, stream, _ending.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // the other side has gone, or the test is over
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _ending.Token) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) || head[0] == 5)
                return head.ToString();
        }

        return "";
    }
}
