using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Unix;

/// <summary>A socket in the file system, and the locked file beside it that says somebody listens.</summary>
internal sealed class UnixListener : ITransportListener
{
    private const string LockSuffix = ".lock";

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly SocketLinkSettings _settings;
    private readonly SocketAcceptor _acceptor;
    private int _disposed;

    private UnixListener(Socket socket, string path, FileStream held, PeerEndpoint endpoint, SocketLinkSettings settings, ILogger logger)
    {
        _path = path;
        _lock = held;
        _settings = settings;
        _acceptor = new SocketAcceptor(socket, endpoint, settings.TimeProvider, logger);
        LocalEndpoint = endpoint;
    }

    public PeerEndpoint LocalEndpoint { get; }

    /// <exception cref="PeerConnectionException">The place cannot be listened on.</exception>
    public static UnixListener Start(PeerEndpoint endpoint, string path, int backlog, SocketLinkSettings settings, ILogger logger)
    {
        UnixDomainSocketEndPoint place = UnixSocketPlaces.ToSocketEndpoint(endpoint, path);
        FileStream held = Lock(endpoint, path, out bool wasUsed);
        Socket? socket = null;
        try
        {
            // The lock is ours, so whoever made the socket is gone. Without an old lock it is no socket of ours, and stays.
            if (wasUsed)
                File.Delete(path);
            socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(place);
            // Before it listens nobody can connect, so nobody slips in while the mode is still that of the system's mask.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixSocketPlaces.OwnerOnly);
            socket.Listen(backlog);
            return new UnixListener(socket, path, held, endpoint, settings, logger);
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            socket?.Dispose();
            Unlock(held, path, ours: !wasUsed);
            throw UnixFailure.Listen(endpoint, path, failure);
        }
    }

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken) =>
        new UnixConnection(await _acceptor.AcceptAsync(cancellationToken), LocalEndpoint, UnixConnection.Unnamed, _settings);

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return default;
        _acceptor.Dispose();
        File.Delete(_path);
        Unlock(_lock, _path, ours: true);
        return default;
    }

    private static FileStream Lock(PeerEndpoint endpoint, string path, out bool wasUsed)
    {
        try
        {
            wasUsed = File.Exists(path + LockSuffix);
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixSocketPlaces.OwnerOnly;
            return new FileStream(path + LockSuffix, options);
        }
        catch (DirectoryNotFoundException failure)
        {
            throw UnixFailure.Listen(endpoint, path, failure);
        }
        catch (IOException failure)
        {
            throw UnixFailure.InUse(endpoint, failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw UnixFailure.Listen(endpoint, path, failure);
        }
    }

    /// <summary>Removes the lock file while it is still locked, so that nobody else's is removed.</summary>
    private static void Unlock(FileStream held, string path, bool ours)
    {
        if (ours && !OperatingSystem.IsWindows())
            File.Delete(path + LockSuffix);
        held.Dispose();
    }
}
