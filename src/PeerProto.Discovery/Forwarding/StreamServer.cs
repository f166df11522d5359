using System.Net;
using System.Net.Security;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A server that is asked over TCP, or over TLS where it must prove its name. One connection serves all questions, until the server ends it or it rested for long.</summary>
/// <param name="server">Where it is; a name is looked up by the system for each connection.</param>
/// <param name="tls">What it has to prove; null for plain TCP.</param>
/// <param name="patience">For how long nothing at all may come on a connection while an answer is due.</param>
/// <param name="timeProvider">Times that.</param>
internal sealed class StreamServer(EndPoint server, SslClientAuthenticationOptions? tls, TimeSpan patience, TimeProvider timeProvider) : IUpstreamServer
{
    private const int MaximumTries = 3;

    private readonly SemaphoreSlim _opening = new(1, 1);
    private StreamLink? _link;
    private bool _isDisposed;

    public string Place { get; } = (tls, server) switch
    {
        (null, _) => server.ToString()!,
        (_, DnsEndPoint named) => $"{named.Host}:{named.Port}",
        _ => $"{tls.TargetHost} at {server}",
    };

    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, CancellationToken cancellationToken)
    {
        UpstreamAnswer answer = await AskAsync(query, extended: true, cancellationToken);
        return answer is { Code: (int)DnsCode.FormatError or (int)DnsCode.NotImplemented, IsExtended: false } ? await AskAsync(query, extended: false, cancellationToken) : answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        _isDisposed = true;
        StreamLink? link = _link;
        _opening.Release();
        if (link is not null)
            await link.DisposeAsync();
    }

    private async Task<UpstreamAnswer> AskAsync(ClientQuery query, bool extended, CancellationToken cancellationToken)
    {
        for (int left = MaximumTries; ; left--)
        {
            (StreamLink link, bool isFresh) = await GetLinkAsync(cancellationToken);
            try
            {
                return await link.AskAsync(query, extended, padded: tls is not null, cancellationToken);
            }
            catch (IOException) when (!isFresh && left > 1)
            {
                // The server ends connections that have been open long enough (RFC 7766 section 6.2.3); the question goes over another one.
            }
        }
    }

    private async Task<(StreamLink Link, bool IsFresh)> GetLinkAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_isDisposed)
                throw new IOException("the server is not asked any more");
            if (_link is { IsOpen: true } open)
                return (open, IsFresh: false);
            _link?.Retire();
            _link = await StreamLink.OpenAsync(server, tls, patience, timeProvider, cancellationToken);
            return (_link, IsFresh: true);
        }
        finally
        {
            _opening.Release();
        }
    }
}
