using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Diagnostics.Tests.Proxies;

public sealed class ProxyRankingTests
{
    private const int Count = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwentyFiveProxies_AreRankedAsTheirDelays()
    {
        FakeTimeProvider time = new();
        int[] delays = [.. Enumerable.Range(1, Count).Select(static i => i * 7 % (Count + 1) * 10)]; // milliseconds: a mixed order, each another
        TaskCompletionSource allAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        StubProxy[] proxies = [.. delays.Select(delay => new StubProxy(async (_, stream, token) =>
        {
            Task waiting = Task.Delay(TimeSpan.FromMilliseconds(delay), time, token);
            if (Interlocked.Increment(ref asked) == Count)
                allAsked.SetResult();
            await waiting;
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"u8.ToArray(), token);
        }))];
        Progress progress = new();
        ProxyProbe probe = new(new ProxyProbeOptions { Url = new Uri("http://page.example/"), Requests = 1, Parallelism = Count, ExpectedText = "hello" }, time);
        Task<ProxyProbeReport> running = probe.RunAsync(ProxyList.Of(proxies.Select(static proxy => proxy.Endpoint)), progress, Token);

        await allAsked.Task.WaitAsync(Token);
        for (int i = 0; i < Count; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await progress.NextAsync(Token); // whose time it is has answered before time goes on
        }

        ProxyProbeReport report = await running;
        Assert.Equal(delays.Order().Select(static delay => TimeSpan.FromMilliseconds(delay)), report.Results.Select(static result => result.Median!.Value));
        Assert.Equal(delays.Order().Select(delay => Array.IndexOf(delays, delay) + 1), report.Results.Select(static result => result.Line));
        Assert.Equal((Array.IndexOf(delays, 10) + 1, TimeSpan.FromMilliseconds(130)), (report.Best!.Line, report.Average));
        foreach (StubProxy proxy in proxies)
            await proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(new[] { 30 }, 30, 30)]
    [InlineData(new[] { 10, 20 }, 15, 20)]
    [InlineData(new[] { 500, 10, 20 }, 20, 500)]
    public async Task MedianAndPercentile_AreThoseOfTheRequests(int[] delays, int median, int percentile)
    {
        FakeTimeProvider time = new();
        int next = 0;
        await using StubProxy proxy = new(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(delays[next++]));
            return StubProxy.Page("hello");
        });

        ProxyProbeResult result = (await new ProxyProbe(new ProxyProbeOptions { Url = new Uri("http://page.example/"), Requests = delays.Length }, time).RunAsync(ProxyList.Of(proxy.Endpoint), null, Token)).Results[0];

        Assert.Equal((TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(percentile)), (result.Median, result.Percentile95));
    }

    [Fact]
    public async Task GoodOnes_ComeBeforeFasterUnprovenOnesAndThoseBeforeFailures()
    {
        FakeTimeProvider time = new();
        await using StubProxy failing = new(static _ => StubProxy.Page("", "", "500 no"));
        await using StubProxy unproven = new(static _ => StubProxy.Page("hello"));
        await using StubProxy good = new(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return StubProxy.Page("198.51.100.3");
        });
        await using StubProxy page = new(static _ => StubProxy.Page("127.0.0.1"));
        ProxyProbe probe = new(new ProxyProbeOptions { Url = new Uri($"http://127.0.0.1:{page.Port}/"), Parallelism = 1, ComparesDirect = true }, time);

        ProxyProbeReport report = await probe.RunAsync(ProxyList.Of(failing.Endpoint, unproven.Endpoint, good.Endpoint), null, Token);

        Assert.Equal([3, 2, 1], report.Results.Select(static result => result.Line));
        Assert.Equal([ProxyProbeOutcome.Ok, ProxyProbeOutcome.Unproven, ProxyProbeOutcome.WrongAnswer], report.Results.Select(static result => result.Outcome));
        Assert.Equal(3, report.Best!.Line);
    }
}
