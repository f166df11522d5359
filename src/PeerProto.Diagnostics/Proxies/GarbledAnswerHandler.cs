namespace PeerProto.Diagnostics;

/// <summary>
/// Turns what the platform's handler throws at garbled answers into the error that callers of HTTP wait for: a digest challenge that says something twice, for one, ends in an
/// <see cref="ArgumentException"/> about a dictionary. The words are left out, since they are the proxy's.
/// </summary>
internal sealed class GarbledAnswerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The proxy, or the page behind it, answered with something that is no HTTP.");
        }
    }
}
