using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Discovery.Tests.Forwarding;

/// <summary>A server of HTTP/1.1 over TLS on loopback that writes whatever a script says for each message that was posted, and then ends the connection.</summary>
internal sealed class ScriptedHttpsServer : IAsyncDisposable
{
    private const string Name = "dns.example.com";

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _running = [];
    private readonly Func<byte[], IEnumerable<byte[]>> _script;
    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2 _certificate;

    public ScriptedHttpsServer(Func<byte[], IEnumerable<byte[]>> script)
    {
        _script = script;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new("CN=Authority of a test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        _authority = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={Name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(_authority, now.AddDays(-1), now.AddDays(6), RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = certificate.CopyWithPrivateKey(key);
        _certificate = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), password: null);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        _running.Add(RunAsync());
    }

    public IPEndPoint Address { get; }

    /// <summary>What is done when a connection comes.</summary>
    public Action? Connected { get; init; }

    /// <summary>Whether connections are taken, but nothing is ever said on them.</summary>
    public bool IsMute { get; init; }

    /// <summary>How many connections there were.</summary>
    public int Connections { get; private set; }

    /// <summary>What was posted.</summary>
    public ConcurrentQueue<byte[]> Asked { get; } = [];

    /// <summary>This server as an upstream that is asked at these addresses.</summary>
    public DnsUpstream At(params IEnumerable<IPEndPoint> addresses) => DnsUpstream.Https("web", new Uri($"https://{Name}/dns-query"), addresses, [_authority]);

    /// <summary>A whole answer of HTTP.</summary>
    public static byte[] Response(ReadOnlySpan<byte> body, string status = "200 OK", string mediaType = "application/dns-message", string further = "") =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{further}\r\n")), .. body,
    ];

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_running);
        _ending.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_ending.Token);
                Connections++;
                _running.Add(ServeAsync(client));
                Connected?.Invoke();
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using SslStream stream = new(new NetworkStream(client, ownsSocket: true));
            if (IsMute)
                await Task.Delay(Timeout.Infinite, _ending.Token);
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _ending.Token);
            List<byte> head = [];
            byte[] one = new byte[1];
            while (!Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(one, _ending.Token);
                head.Add(one[0]);
            }

            string length = Encoding.ASCII.GetString([.. head]).Split("\r\n").Single(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))[15..];
            byte[] question = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(question, _ending.Token);
            Asked.Enqueue(question);
            foreach (byte[] part in _script(question))
                await stream.WriteAsync(part, _ending.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or AuthenticationException)
        {
        }
    }
}
