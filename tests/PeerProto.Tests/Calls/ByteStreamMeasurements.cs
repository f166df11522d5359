using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

/// <summary>What a byte stream costs. Measures the whole process, so it runs while no other test does. Figures are printed; only allocation has a bound.</summary>
[Collection("Measures the process")]
public sealed class ByteStreamMeasurements
{
    private const int WriteBytes = 64 * 1024;
    private const long Mebibyte = 1024 * 1024;

    private static long Total => Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1024 * Mebibyte : 64 * Mebibyte;

    [Fact]
    public async Task ManyBytes_AllocateNextToNothing()
    {
#if DEBUG
        Assert.Skip("Code that is not optimised allocates: measured in Release only.");
#endif
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Carry = (_, _, bytes, _) => DiscardAsync(bytes.Input) });
        await SendAsync(peer, 16 * Mebibyte);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await SendAsync(peer, 64 * Mebibyte);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Print($"{allocated} bytes allocated on both sides for 64 MiB");
        Assert.True(allocated < 8 * Mebibyte, $"{allocated} bytes allocated for 64 MiB");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyBytesInLargeWrites_AreMeasured(bool isTcp)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> far = await world.StartAsync(new TestService { Carry = (_, _, bytes, _) => DiscardAsync(bytes.Input) }, Configure);
        PeerSession<ITestContract> near = await world.StartAsync(configure: Configure);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        await SendAsync(peer, 16 * Mebibyte);

        long start = Stopwatch.GetTimestamp();
        Assert.Equal(Total, await SendAsync(peer, Total));
        double rate = Rate(start);

        double raw = isTcp ? await MeasureSocketAsync() : 0;
        Print($"{(isTcp ? "TCP" : "memory")}: {rate:F0} MiB/s" + (isTcp ? $", {raw:F0} MiB/s over a plain socket, {rate / raw:P0} of it" : ""));

        void Configure(PeerSessionOptions options)
        {
            options.TimeProvider = TimeProvider.System;
            if (!isTcp)
                return;
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
        }
    }

    private static async Task<long> SendAsync(Peer<ITestContract> peer, long total)
    {
        (DuplexPipe kept, DuplexPipe lent) = DuplexPipe.CreatePair();
        ValueTask<long> call = peer.Contract.CarryAsync("", lent, TestContext.Current.CancellationToken);
        byte[] block = new byte[WriteBytes];
        for (long sent = 0; sent < total; sent += block.Length)
            await kept.Output.WriteAsync(block, CancellationToken.None);
        await kept.Output.CompleteAsync();
        return await call.Guarded();
    }

    private static async ValueTask<long> DiscardAsync(PipeReader reader)
    {
        long length = 0;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(CancellationToken.None);
            length += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return length;
        }
    }

    private static async Task<double> MeasureSocketAsync()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient sender = new();
        await sender.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using TcpClient receiver = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        long start = Stopwatch.GetTimestamp();
        Task receiving = Task.Run(async () =>
        {
            byte[] buffer = new byte[WriteBytes];
            for (long received = 0; received < Total;)
                received += await receiver.GetStream().ReadAsync(buffer, CancellationToken.None);
        });
        byte[] block = new byte[WriteBytes];
        for (long sent = 0; sent < Total; sent += block.Length)
            await sender.GetStream().WriteAsync(block, CancellationToken.None);
        await receiving.Guarded();
        return Rate(start);
    }

    private static double Rate(long start) => Total / (double)Mebibyte / Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
