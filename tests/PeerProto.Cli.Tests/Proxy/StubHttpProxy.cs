using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Cli.Tests.Proxy;

/// <summary>An HTTP proxy that asks for user and password, and has one answer for those who know them.</summary>
internal sealed class StubHttpProxy : IAsyncDisposable
{
    public const string User = "ana";
    public const string Password = "hunter2";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly string _answer;
    private readonly Task _serving;

    public StubHttpProxy(string answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The proxy as a line of a list.</summary>
    public string Line(string password = Password) => $"127.0.0.1:{Port}:{User}:{password}";

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
        using StreamReader reader = new(stream, Encoding.Latin1);
        string expected = $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}";
        try
        {
            bool isKnown = false;
            while (await reader.ReadLineAsync(_ending.Token) is { } line)
            {
                isKnown |= line == expected;
                if (line.Length > 0)
                    continue;
                string answer = isKnown
                    ? $"HTTP/1.1 200 OK\r\nVia: 1.1 stub\r\nContent-Length: {_answer.Length}\r\n\r\n{_answer}"
                    : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"stub\"\r\nContent-Length: 0\r\n\r\n";
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _ending.Token);
                isKnown = false;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // the other side has gone, or the test is over
        }
    }
}
