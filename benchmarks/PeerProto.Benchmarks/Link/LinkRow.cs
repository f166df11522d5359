namespace PeerProto.Benchmarks.Link;

/// <summary>One way to move messages between two processes. The server and the client of a row each make their own.</summary>
internal abstract class LinkRow
{
    public abstract LinkWork Work { get; }

    /// <summary>Starts the server, which counts in <paramref name="meter"/> what it receives until its process ends.</summary>
    /// <returns>The port.</returns>
    public abstract Task<int> ListenAsync(LinkMeter meter);

    /// <summary>Connects the client.</summary>
    public abstract Task ConnectAsync(int port);

    /// <summary>Keeps the link busy until <see cref="LinkMeter.IsStopped"/>.</summary>
    public abstract Task DriveAsync(LinkMeter meter);
}
