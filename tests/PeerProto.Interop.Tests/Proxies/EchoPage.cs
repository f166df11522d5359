using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>A page, over http or https, that tells who asked for what, in the manner of httpbin, and gives everyone a cookie.</summary>
internal sealed class EchoPage : IAsyncDisposable
{
    /// <summary>What each answer has.</summary>
    public const string Text = "\"origin\":";

    private readonly Socket _listener;
    private readonly IPEndPoint _place;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<(IPAddress From, string Head)> _requests = new();
    private readonly Task _serving;

    private EchoPage(Socket listener, X509Certificate2? certificate)
    {
        _listener = listener;
        _place = (IPEndPoint)listener.LocalEndPoint!;
        _certificate = certificate;
        _serving = ServeAsync();
    }

    public int Port => _place.Port;

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://{_place}/get?x={{nonce}}");

    /// <summary>What certificates of the page lead to.</summary>
    public X509Certificate2Collection Roots => _certificate is null ? [] : [X509CertificateLoader.LoadCertificate(_certificate.RawData)];

    /// <summary>Who has asked, and the heads of the requests.</summary>
    public IReadOnlyList<(IPAddress From, string Head)> Requests => [.. _requests];

    /// <param name="isSecure">Whether over https, with a certificate of its own.</param>
    public static EchoPage Start(bool isSecure = false) => Start(new IPEndPoint(IPAddress.Loopback, 0), isSecure);

    /// <param name="place">Where it listens, in the network of the thread that calls.</param>
    /// <param name="isSecure">Whether over https, with a certificate of its own.</param>
    public static EchoPage Start(IPEndPoint place, bool isSecure = false)
    {
        Socket listener = new(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(place);
        listener.Listen();
        return new EchoPage(listener, isSecure ? Certificate(place.Address) : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving;
        _listener.Dispose();
        _certificate?.Dispose();
        _ending.Dispose();
    }

    private static X509Certificate2 Certificate(IPAddress address)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=echo page", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private async Task ServeAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
                connections.Add(AnswerAsync(await _listener.AcceptAsync(_ending.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        IPAddress from = ((IPEndPoint)socket.RemoteEndPoint!).Address;
        try
        {
            await using NetworkStream bytes = new(socket, ownsSocket: true);
            await using Stream stream = await SecuredAsync(bytes);
            using StreamReader reader = new(stream, Encoding.Latin1);
            List<string> head = [];
            while (await reader.ReadLineAsync(_ending.Token) is { } line)
            {
                if (line.Length > 0)
                {
                    head.Add(line);
                    continue;
                }

                _requests.Enqueue((from, string.Join('\n', head)));
                string body = JsonSerializer.Serialize(new { origin = from.ToString(), url = head[0].Split(' ')[1] });
                await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nSet-Cookie: visit={_requests.Count}; Path=/\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"), _ending.Token);
                head.Clear();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // the other side has gone, or the test is over
        }
    }

    private async Task<Stream> SecuredAsync(NetworkStream bytes)
    {
        if (_certificate is null)
            return bytes;
        SslStream secured = new(bytes);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
        return secured;
    }
}
