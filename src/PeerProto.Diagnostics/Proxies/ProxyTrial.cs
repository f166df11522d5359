using System.Net;
using System.Net.Http.Headers;

namespace PeerProto.Diagnostics;

/// <summary>Tries proxies one at a time: some requests through one, and what they showed.</summary>
internal sealed class ProxyTrial(ProxyProbeOptions options, IPAddress? directAddress, TimeProvider timeProvider, ProxyDial? dial)
{
    private const int MaximumHeaderKilobytes = 32;
    private const int MaximumRedirects = 5;

    private readonly ProbeTarget _target = new(options.Url);

    /// <summary>Tries one.</summary>
    public async Task<ProxyProbeResult> RunAsync(ProxyListEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Endpoint is not { } proxy)
            return new ProxyProbeResult(entry, new ProxyFinding(ProxyProbeOutcome.BadFormat, entry.Problem!, "Write host:port:user:password, or http:// or socks5:// with user:password@host:port"), [], 0);

        ProxyRoute route = new(proxy, dial);
        CookieContainer cookies = options.Cookies ?? new CookieContainer();
        using SocketsHttpHandler handler = route.CreateHandler(new PeerHttpOptions { Cookies = cookies, MaximumRedirects = MaximumRedirects, TrustedRoots = options.TrustedRoots });
        handler.ConnectTimeout = Timeout.InfiniteTimeSpan; // the request's own time counts, on the given clock
        handler.MaxResponseHeadersLength = MaximumHeaderKilobytes;
        handler.MaxResponseDrainSize = 0;
        using HttpMessageInvoker client = new(new ProxiedHandler(handler));
        ProxyJudge judge = new(proxy, _target, options.ExpectedText, options.MaximumAnswerBytes, directAddress);
        List<TimeSpan> latencies = new(options.Requests);
        ProxyFinding? finding = null;
        while (latencies.Count < options.Requests && finding is null or { IsAnswer: true })
        {
            long start = timeProvider.GetTimestamp();
            ProxyFinding next = await AskAsync(client, judge, route, proxy, cancellationToken);
            if (next.IsAnswer)
                latencies.Add(timeProvider.GetElapsedTime(start));
            finding = finding is null || !next.IsAnswer ? next : finding.And(next);
        }

        return new ProxyProbeResult(entry, finding!, latencies, cookies.GetCookies(_target.Next().Url).Count);
    }

    private async Task<ProxyFinding> AskAsync(HttpMessageInvoker client, ProxyJudge judge, ProxyRoute route, ProxyEndpoint proxy, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(options.Timeout, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        (Uri url, string? nonce) = _target.Next();
        try
        {
            using HttpRequestMessage request = Request(url);
            using HttpResponseMessage response = await client.SendAsync(request, ending.Token);
            return judge.Judge(await ProxyAnswer.ReadAsync(response, options.MaximumAnswerBytes, ending.Token), nonce, route.Link);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return deadline.IsCancellationRequested ? ProxyFindings.TimedOut(options.Timeout, route.Link is not null) : ProxyFindings.Of(failure, proxy, route.Link is not null);
        }
    }

    /// <summary>The request, to which no cache may answer.</summary>
    public static HttpRequestMessage Request(Uri url)
    {
        HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("PeerProto", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        return request;
    }
}
