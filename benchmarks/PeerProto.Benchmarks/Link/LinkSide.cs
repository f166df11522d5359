namespace PeerProto.Benchmarks.Link;

/// <summary>One side of a row in a process of its own. Commands come in by standard input, one a line; it ends with that.</summary>
internal static class LinkSide
{
    public const string Command = "link-side";
    public const string Start = "start";
    public const string Stop = "stop";
    public const string Sample = "sample";

    /// <summary>Runs the client of a row against a server's port, or its server when there is none.</summary>
    public static async Task RunAsync(string rowName, int? port)
    {
        LinkRow row = LinkRows.Find(rowName).Create();
        LinkMeter meter = new();
        Task driving = Task.CompletedTask;
        if (port is { } number)
            await row.ConnectAsync(number, meter);
        Answer(port is null ? $"{await row.ListenAsync(meter)}" : "connected");
        while (Console.ReadLine() is { } command)
        {
            switch (command)
            {
                case Start:
                    meter.IsStopped = false;
                    driving = Task.Run(() => row.DriveAsync(meter));
                    Answer("started");
                    break;
                case Stop:
                    meter.IsStopped = true;
                    await driving;
                    Answer("stopped");
                    break;
                default:
                    Answer(meter.Sample().ToLine());
                    break;
            }
        }
    }

    private static void Answer(string line)
    {
        Console.WriteLine(line);
        Console.Out.Flush();
    }
}
