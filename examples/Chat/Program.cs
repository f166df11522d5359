using System.Runtime.InteropServices;
using Chat;
using Microsoft.Extensions.Logging;
using PeerProto;

if (ChatOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(ChatOptions.Usage);
    return 2;
}

using ILoggerFactory log = LoggerFactory.Create(logging =>
{
    if (options.Verbose)
        logging.SetMinimumLevel(LogLevel.Debug).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
});
using CancellationTokenSource quit = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, QuitInOrder);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, QuitInOrder);

History history = new();
await using PeerSession<IChat> session = await PeerSession.StartAsync<IChat>(new ChatPeer(history, new Downloads(options.Downloads)), settings =>
{
    settings.DisplayName = options.Name;
    settings.LoggerFactory = log;
});
Console.WriteLine($"{options.Name} listens at {session.LocalEndpoints[0]}");

Task watching = WatchPeersAsync();
try
{
    Commands commands = new(session, options.Name, history);
    while (await ReadLineAsync() is { } line && await commands.RunAsync(line, quit.Token))
    {
        // the line is done
    }
}
catch (OperationCanceledException) when (quit.IsCancellationRequested)
{
    // Ctrl+C
}

await session.DisposeAsync(); // says goodbye, and lets what was sent arrive
await watching;
return 0;

async Task WatchPeersAsync()
{
    await foreach (PeerEvent<IChat> change in session.PeersAsync()) // first those present, then every change, until the session ends
    {
        string name = Terminal.NameOf(change.Peer);
        Console.WriteLine(change.Kind == PeerEventKind.Joined
            ? $"found {name} at {change.Peer.RemoteEndpoint}, key {change.Peer.Key}"
            : $"left {name}: {change.Reason?.Cause}");
    }
}

// A console read cannot be cancelled, so it is left behind on a thread of its own.
Task<string?> ReadLineAsync() => Task.Factory.StartNew(Console.ReadLine, TaskCreationOptions.LongRunning).WaitAsync(quit.Token);

void QuitInOrder(PosixSignalContext signal)
{
    signal.Cancel = true;
    quit.Cancel();
}
