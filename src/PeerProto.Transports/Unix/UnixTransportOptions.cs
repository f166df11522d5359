namespace PeerProto;

/// <summary>Where the sockets of a <see cref="UnixTransport"/> live.</summary>
public sealed record UnixTransportOptions
{
    /// <summary>How long the socket of a disposed connection waits for the peer unless told otherwise: 2 s.</summary>
    public static readonly TimeSpan DefaultLingerDeadline = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The directory of the sockets that are called by a name. Default null: <c>peerproto</c> in the user's run-time directory (<c>XDG_RUNTIME_DIR</c>), or in the directory for temporary
    /// files where there is none, with the user's name behind it. It is made for its owner alone where it is not there, and refused where others may enter it.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>
    /// How long the socket of a connection disposed in order waits, in the background, for the peer to end its side as well. Default <see cref="DefaultLingerDeadline"/>.
    /// </summary>
    public TimeSpan LingerDeadline { get; init; } = DefaultLingerDeadline;

    /// <summary>The clock of the deadline. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
