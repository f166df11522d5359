using System.Net.Sockets;

namespace PeerProto.Transports.Unix;

/// <summary>What can be wrong with a socket in the file system, with cause and remedy.</summary>
internal static class UnixFailure
{
    public static PeerConnectionException NotSupported() => new(
        ConnectionStage.Connect,
        PeerErrorCode.NotSupported,
        "This system has no sockets in the file system",
        "Use TCP on the loopback address instead");

    public static PeerConnectionException PathTooLong(PeerEndpoint endpoint, int bytes) => new(
        ConnectionStage.Connect,
        PeerErrorCode.AddressNotAvailable,
        $"The path of {endpoint} is {bytes} bytes long, and this system takes no socket of such a path",
        "Choose a shorter name, or a shorter UnixTransportOptions.Directory: systems take from 91 to 107 bytes");

    public static PeerConnectionException DirectoryOpen(string directory) => new(
        ConnectionStage.Connect,
        PeerErrorCode.PermissionDenied,
        $"The directory of sockets '{directory}' is open to other users, who could listen in the place of yours",
        "Take their rights away (chmod 700), or name another UnixTransportOptions.Directory");

    public static PeerConnectionException Directory(string directory, Exception failure) => new(
        ConnectionStage.Connect,
        PeerErrorCode.PermissionDenied,
        $"The directory of sockets '{directory}' cannot be used ({failure.Message.TrimEnd('.')})",
        "Name a UnixTransportOptions.Directory that this user may make or enter",
        failure);

    public static PeerConnectionException InUse(PeerEndpoint endpoint, Exception failure) => new(
        ConnectionStage.Connect,
        PeerErrorCode.AddressInUse,
        $"Something listens on {endpoint} already",
        "Choose another name, or stop the other program",
        failure);

    public static PeerConnectionException Listen(PeerEndpoint endpoint, string path, Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => new(
            ConnectionStage.Connect,
            PeerErrorCode.AddressInUse,
            $"'{path}' is there already, and is not a socket that a listener of this kind left behind",
            "Choose another name, or remove it if nobody needs it",
            failure),
        SocketException { SocketErrorCode: SocketError.AccessDenied } or UnauthorizedAccessException => new(
            ConnectionStage.Connect, PeerErrorCode.PermissionDenied, $"The system does not let this program make '{path}'", "Choose a directory that this user may write to", failure),
        _ => new(
            ConnectionStage.Connect,
            PeerErrorCode.AddressNotAvailable,
            $"Listening on {endpoint} failed ({failure.Message.TrimEnd('.')})",
            "Check that the directory exists and is on a file system that holds sockets",
            failure),
    };

    public static PeerConnectionException Connect(PeerEndpoint endpoint, SocketException failure) => failure.SocketErrorCode switch
    {
        // A path that is not there is reported as an address that is not.
        SocketError.ConnectionRefused or SocketError.AddressNotAvailable => new(
            ConnectionStage.Connect, PeerErrorCode.ConnectionRefused, $"Nobody listens on {endpoint}", "Check that the peer runs, as the same user, and that the name is right", failure),
        SocketError.AccessDenied => new(
            ConnectionStage.Connect, PeerErrorCode.PermissionDenied, $"{endpoint} belongs to another user", "Run both programs as the same user", failure),
        SocketError.TryAgain or SocketError.WouldBlock => new(
            ConnectionStage.Connect, PeerErrorCode.ConnectionRefused, $"As many connections wait at {endpoint} as its listener allows", "Try again later, or listen with a larger backlog", failure),
        _ => new(
            ConnectionStage.Connect, PeerErrorCode.Unknown, $"Connecting to {endpoint} failed ({failure.SocketErrorCode})", "See the inner exception", failure),
    };
}
