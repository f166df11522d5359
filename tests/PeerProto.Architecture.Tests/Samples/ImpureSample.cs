using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace PeerProto.Architecture.Tests.Samples;

/// <summary>Does what the protocol may not, so that the check can be seen to find it. Nobody calls it.</summary>
internal static class ImpureSample
{
    public static Socket Open() => new(SocketType.Stream, ProtocolType.Tcp);

    public static async ValueTask<int> ReadAsync(Stream stream) => await stream.ReadAsync(new byte[1]);

    public static Channel<int> Queue() => Channel.CreateUnbounded<int>();

    public static object[] Clocks() =>
    [
        DateTime.Now, DateTime.UtcNow, DateTimeOffset.Now, DateTimeOffset.UtcNow, TimeProvider.System,
        Stopwatch.GetTimestamp(), Environment.TickCount, Environment.TickCount64,
    ];

    public static object[] Chance() => [Random.Shared, new Random(), Guid.NewGuid(), RandomNumberGenerator.GetBytes(1)];

    public static void Threads()
    {
        new Thread(() => { }).Start();
        using Timer timer = new(_ => { });
        _ = Task.CompletedTask;
    }
}
