using System.Net;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Channels;

/// <summary>Measures the memory of the whole process, so it runs while no other test does.</summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class BoundedMemoryTests
{
    private const string Alone = "Measures the process";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReaderTakesOneAtATime_WhatWaitsStaysBounded(bool isTcp)
    {
        // A gated handler takes one message at a time while the sender never pauses. Each of the windows, queues and buffers on the way is full all the time.
        bool isSoak = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";
        await using TestWorld world = new();
        using SemaphoreSlim allowed = new(0);
        Collector<int> handled = new();
        HandlingService reader = new()
        {
            HandleNote = async (_, note) =>
            {
                await allowed.WaitAsync();
                handled.Add(note.Number);
            },
        };
        PeerSession<ITestContract> far = await world.StartAsync(reader, Configure);
        PeerSession<ITestContract> near = await world.StartAsync(configure: Configure);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();
        using CancellationTokenSource stop = new();
        Task sending = SendAsync();

        allowed.Release(2000);
        await handled.TakeAsync(2000); // until everything has grown to its size
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TimeProvider timeProvider = TimeProvider.System; // real time on purpose: what the soak measures is a minute
        int counted = isSoak ? 60 : 40_000; // 40 MB on the wire, 80 MB as strings
        for (int i = 0; i < counted; i++)
        {
            if (isSoak)
                await Task.Delay(TimeSpan.FromSeconds(1), timeProvider, TestContext.Current.CancellationToken);
            allowed.Release();
            Assert.Equal(2000 + i, await handled.NextAsync());
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{grown} bytes more after {counted} messages, one at a time");
        Assert.True(grown < 8 * 1024 * 1024, $"{grown} bytes more after {counted} messages");
        await stop.CancelAsync();
        await sending.Guarded();
        allowed.Release(1_000_000);

        void Configure(PeerSessionOptions options)
        {
            options.TimeProvider = TimeProvider.System;
            if (!isTcp)
                return;
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
        }

        async Task SendAsync()
        {
            string text = new('x', 1000);
            try
            {
                for (int i = 0; ; i++)
                    await peer.Contract.Notes.SendAsync(new Note(text, i), stop.Token);
            }
            catch (OperationCanceledException)
            {
                // enough
            }
        }
    }
}
