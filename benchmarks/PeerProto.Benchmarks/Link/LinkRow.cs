namespace PeerProto.Benchmarks.Link;

/// <summary>One way to move messages between two processes. The server and the client of a row each make their own.</summary>
internal abstract class LinkRow
{
    /// <summary>Why it cannot be measured on this machine; null where it can.</summary>
    public virtual string? Missing => null;

    /// <summary>Starts the server, which serves until its process ends.</summary>
    /// <returns>The port.</returns>
    public abstract Task<int> ListenAsync(LinkMeter meter);

    /// <summary>Connects the client.</summary>
    public abstract Task ConnectAsync(int port, LinkMeter meter);

    /// <summary>Keeps the link busy until <see cref="LinkMeter.IsStopped"/>, on the side that sends; what is received counts in the meter of the other side.</summary>
    public abstract Task DriveAsync(LinkMeter meter);
}
