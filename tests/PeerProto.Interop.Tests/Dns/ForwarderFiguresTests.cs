using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerProto.Discovery;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>What the forwarder costs between an asker and dnsmasq, on loopback.</summary>
public sealed class ForwarderFiguresTests
{
    private const int OneByOne = 2_000;
    private const int AtOnce = 32;
    private const int EachAtOnce = 250;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QuestionsPerSecondAndAddedTime_AreRecorded()
    {
        await using DnsProgram dnsmasq = await DnsProgram.StartDnsmasqAsync("10.8.0.80", Token);
        DnsRoute[] routes = [.. Enumerable.Range(0, 1_000).Select(number => new DnsRoute([DnsMatch.Exact($"a{number}.example.com")], DnsUpstream.Udp("tunnel", dnsmasq.Address)))];
        await using SplitDnsResolver forwarder = SplitDnsResolver.Start(new DnsRoutes(routes, DnsUpstream.Udp("system", dnsmasq.Address)), new SplitDnsResolverOptions { Endpoints = [new(IPAddress.Loopback, 0)], AnswerTimeout = TimeSpan.FromSeconds(15) });
        await AskAsync(dnsmasq.Address, 200);
        await AskAsync(forwarder.Endpoints[0], 200);

        TimeSpan[] direct = await AskAsync(dnsmasq.Address, OneByOne);
        TimeSpan[] forwarded = await AskAsync(forwarder.Endpoints[0], OneByOne);
        Figures.Record("DNS forwarder, one by one, 1,000 rules", string.Create(CultureInfo.InvariantCulture, $"median {Microseconds(forwarded, 0.5):0} µs and p95 {Microseconds(forwarded, 0.95):0} µs; dnsmasq itself {Microseconds(direct, 0.5):0} and {Microseconds(direct, 0.95):0}"));

        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => AskAsync(forwarder.Endpoints[0], EachAtOnce)));
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Figures.Record("DNS forwarder, 32 at once", string.Create(CultureInfo.InvariantCulture, $"{AtOnce * EachAtOnce / seconds:0} questions/s"));

        Assert.Equal(0, forwarder.Statistics.Failed);
        Assert.Equal(200 + OneByOne + (AtOnce * EachAtOnce), forwarder.Statistics.Answered);
    }

    private static double Microseconds(TimeSpan[] times, double share)
    {
        Array.Sort(times);
        return times[(int)((times.Length - 1) * share)].TotalMicroseconds;
    }

    private static async Task<TimeSpan[]> AskAsync(IPEndPoint server, int count)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, Token);
        byte[] buffer = new byte[1500];
        TimeSpan[] times = new TimeSpan[count];
        for (int number = 0; number < count; number++)
        {
            byte[] question = [(byte)(number >> 8), (byte)number, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Label($"a{number % 1_000}"), .. Label("example"), .. Label("com"), 0, 0, 1, 0, 1];
            long began = Stopwatch.GetTimestamp();
            await socket.SendAsync(question, SocketFlags.None, Token);
            int length = await socket.ReceiveAsync(buffer, SocketFlags.None, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
            times[number] = Stopwatch.GetElapsedTime(began);
            Assert.Equal((question[0], question[1], 0), (buffer[0], buffer[1], buffer[3] & 0x0F));
            Assert.True(length > question.Length);
        }

        return times;
    }

    private static byte[] Label(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
