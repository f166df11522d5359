using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Interop.Tests.WebSocket;

/// <summary>A browser without windows that opens one page, and the server from which it gets the page and to which the page tells what it saw.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>What Debian calls it: without windows at all, and with.</summary>
    private static readonly string[] Programs = ["chromium-headless-shell", "chromium"];

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<string> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("chromium-");
    private Task _serving = Task.CompletedTask;
    private Process? _process;

    public Chromium()
    {
        _server.Start();
        Origin = $"http://{_server.LocalEndpoint}";
    }

    /// <summary>The origin of the page, as RFC 6454 has it.</summary>
    public string Origin { get; }

    /// <summary>What the page posted to <c>/told</c>.</summary>
    public Task<string> Told => _told.Task;

    public static void Require() => Peers.RequireAnyTool(Programs);

    /// <summary>Starts the browser with a page.</summary>
    public void Open(string page)
    {
        _serving = ServeAsync(page);
        string program = Programs.First(Peers.HasTool);
        ProcessStartInfo start = new(
            program,
            ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-proxy-server", "--disable-background-networking", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", $"{Origin}/"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _ = _process.WaitForExitAsync().ContinueWith(_ => _told.TrySetException(new InvalidOperationException("The browser ended and told nothing.")), TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await _ending.CancelAsync();
        _server.Stop();
        await _serving;
        _ending.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // a process of the browser still writes; the system clears its folder of temporary files
        }
    }

    private async Task ServeAsync(string page)
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _server.AcceptTcpClientAsync(_ending.Token), page);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(TcpClient client, string page)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
                string request = await reader.ReadLineAsync(_ending.Token) ?? "";
                int length = 0;
                while (await reader.ReadLineAsync(_ending.Token) is { Length: > 0 } line)
                {
                    if (line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
                        length = int.Parse(line.AsSpan("content-length:".Length), System.Globalization.CultureInfo.InvariantCulture);
                }

                string body = request.StartsWith("GET / ", StringComparison.Ordinal) ? page : "";
                if (request.StartsWith("POST /told ", StringComparison.Ordinal))
                {
                    char[] content = new char[length]; // what the page tells is ASCII
                    await reader.ReadBlockAsync(content, _ending.Token);
                    _told.TrySetResult(new string(content));
                }

                await stream.WriteAsync(
                    Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"), _ending.Token);
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException)
            {
                // the browser has gone
            }
        }
    }
}
