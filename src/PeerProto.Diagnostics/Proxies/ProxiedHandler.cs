using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>
/// Stands before the platform's handler. It keeps requests to versions of HTTP that run over a connection to a proxy, since HTTP/3 would send datagrams to the page itself. And it turns what the
/// handler throws at garbled answers into the error that callers of HTTP wait for: a digest challenge that says something twice, for one, ends in an <see cref="ArgumentException"/> about a dictionary. Its words are
/// left out, since they are the proxy's.
/// </summary>
internal sealed class ProxiedHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Version.Major > 2 && request.VersionPolicy == HttpVersionPolicy.RequestVersionExact)
            throw new HttpRequestException(HttpRequestError.VersionNegotiationError, "No proxy known here carries HTTP/3: ask for HTTP/2 or lower.");
        if (request.Version.Major > 2 || request.VersionPolicy == HttpVersionPolicy.RequestVersionOrHigher)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException and not ObjectDisposedException)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The proxy, or the page behind it, answered with something that is no HTTP.");
        }
    }
}
