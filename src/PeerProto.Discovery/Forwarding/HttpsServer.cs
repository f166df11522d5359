using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A server at one address that is asked over HTTPS (RFC 8484), by HTTP/2 where it speaks that. It goes through no proxy and follows no redirection.</summary>
internal sealed class HttpsServer : IUpstreamServer
{
    private const string MediaType = "application/dns-message";
    private const int MaximumAnswer = ushort.MaxValue;
    private const int MaximumConnections = 16; // of servers without HTTP/2, where each carries one question at a time
    private const int MaximumHeaderKilobytes = 16;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    private readonly Uri _url;
    private readonly HttpClient _client;

    /// <param name="url">Where it is asked.</param>
    /// <param name="address">Its address; null where the system is to look it up.</param>
    /// <param name="tls">What it has to prove.</param>
    /// <param name="connectTimeout">How long a connection may take, which a further question would otherwise go on to wait for.</param>
    public HttpsServer(Uri url, IPEndPoint? address, SslClientAuthenticationOptions tls, TimeSpan connectTimeout)
    {
        _url = url;
        Place = address is null ? url.ToString() : $"{url} at {address}";
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = connectTimeout,
            MaxConnectionsPerServer = MaximumConnections,
            MaxResponseHeadersLength = MaximumHeaderKilobytes,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = tls,
            UseCookies = false,
            UseProxy = false,
        };
        if (address is not null)
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(address, cancellationToken);
        _client = new HttpClient(handler)
        {
            MaxResponseContentBufferSize = MaximumAnswer,
            Timeout = Timeout.InfiniteTimeSpan, // each question has its own deadline
        };
    }

    public string Place { get; }

    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, CancellationToken cancellationToken)
    {
        const ushort Id = 0; // RFC 8484 section 4.1: the same question is then the same request
        using HttpRequestMessage request = new(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(query.ForUpstream(Id, padded: true)),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidDataException($"it answered with status {(int)response.StatusCode}");
        if (!string.Equals(response.Content.Headers.ContentType?.MediaType, MediaType, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("what comes from there is no answer of DNS");
        byte[] message = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!UpstreamAnswer.TryRead(message, query, Id, out UpstreamAnswer answer))
            throw new InvalidDataException("what comes from there is no answer");
        if (response.Headers.Age is { Ticks: > 0 } age)
            MessageLayout.LowerLifetimes(message, (uint)Math.Min(age.TotalSeconds, uint.MaxValue)); // it lay in a cache (RFC 8484 section 5.1)
        return answer;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    /// <summary>Connects to the address that was given, so that nobody has to be asked for the server's own name.</summary>
    private static async ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
