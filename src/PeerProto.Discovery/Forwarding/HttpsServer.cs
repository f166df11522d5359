using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A server that is asked over HTTPS (RFC 8484), by HTTP/2 where it speaks that. It goes through no proxy and follows no redirection.</summary>
internal sealed class HttpsServer : IUpstreamServer
{
    private const string MediaType = "application/dns-message";
    private const int MaximumAnswer = ushort.MaxValue;
    private const int MaximumConnections = 2;
    private const int MaximumHeaderKilobytes = 16;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    private readonly Uri _url;
    private readonly IReadOnlyList<IPEndPoint> _addresses;
    private readonly HttpClient _client;

    public HttpsServer(DnsUpstream upstream, SslClientAuthenticationOptions tls)
    {
        _url = upstream.Url!;
        _addresses = upstream.Servers;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = MaximumConnections,
            MaxResponseHeadersLength = MaximumHeaderKilobytes,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = tls,
            UseCookies = false,
            UseProxy = false,
        };
        if (_addresses.Count > 0)
            handler.ConnectCallback = ConnectAsync;
        _client = new HttpClient(handler)
        {
            MaxResponseContentBufferSize = MaximumAnswer,
            Timeout = Timeout.InfiniteTimeSpan, // each question has its own deadline
        };
    }

    public string Place => _url.ToString();

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
        if (response.Content.Headers.ContentType?.MediaType != MediaType)
            throw new InvalidDataException("what comes from there is no answer of DNS");
        byte[] message = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return UpstreamAnswer.TryRead(message, query, Id, out UpstreamAnswer answer) ? answer : throw new InvalidDataException("what comes from there is no answer");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    /// <summary>Connects to the addresses that were given, so that nobody has to be asked for the server's own name.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        for (int index = 0; ; index++)
        {
            Socket socket = new(_addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(_addresses[index], cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (index + 1 < _addresses.Count)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
