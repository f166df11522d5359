using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>Asks the page once without any proxy, to know which address it sees then.</summary>
internal sealed class DirectView(ProxyProbeOptions options, TimeProvider timeProvider)
{
    /// <summary>The address, or why it is not known, as a sentence without its full stop.</summary>
    public async Task<(IPAddress? Address, string? Problem)> LookAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(options.Timeout, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using SocketsHttpHandler handler = new() { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, MaxResponseDrainSize = 0, ActivityHeadersPropagator = null };
        ProxyRoute.Trust(handler, options.TrustedRoots);
        using HttpMessageInvoker client = new(new ProxiedHandler(handler));
        try
        {
            using HttpRequestMessage request = ProxyTrial.Request(new ProbeTarget(options.Url).Next().Url);
            using HttpResponseMessage response = await client.SendAsync(request, ending.Token);
            ProxyAnswer answer = await ProxyAnswer.ReadAsync(response, options.MaximumAnswerBytes, ending.Token);
            IPAddress? address = answer is { Status: >= 200 and <= 299, Body: { } body } ? SeenAddress.In(body) : null;
            return (address, address is null ? "the page does not tell the caller's address" : null);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, "the page did not answer without a proxy");
        }
    }
}
