using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Transports.Unix;

/// <summary>Where in the file system a name or a path of an endpoint leads.</summary>
internal sealed class UnixSocketPlaces(string? directory)
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnersDirectory = OwnerOnly | UnixFileMode.UserExecute;
    private const string RuntimeDirectoryVariable = "XDG_RUNTIME_DIR";
    private const int MadeUpNameBytes = 8;

    public static string MakeUpName() => "peer-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MadeUpNameBytes));

    /// <exception cref="ArgumentException">The name is neither a name nor an absolute path.</exception>
    public static PeerEndpoint ToEndpoint(string name) => Path.IsPathRooted(name)
        ? PeerEndpoint.FromPath(UnixTransport.TransportName, ToUriPath(name))
        : PeerEndpoint.FromName(UnixTransport.TransportName, name);

    /// <exception cref="PeerConnectionException">The path is longer than the system takes.</exception>
    public static UnixDomainSocketEndPoint ToSocketEndpoint(PeerEndpoint endpoint, string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw UnixFailure.PathTooLong(endpoint, Encoding.UTF8.GetByteCount(path));
        }
    }

    /// <summary>The path of the socket.</summary>
    /// <param name="endpoint">A name or a path.</param>
    /// <param name="toListen">Whether the directory of names is to be made if it is not there.</param>
    /// <exception cref="PeerConnectionException">The directory of names is open to others, or cannot be used.</exception>
    public string PathOf(PeerEndpoint endpoint, bool toListen) =>
        endpoint.Path is { } path ? ToFilePath(path) : Path.Combine(DirectoryOfNames(toListen), endpoint.Host);

    private static string ToUriPath(string path) => string.Concat(path.StartsWith('/') ? "" : "/", Uri.EscapeDataString(path.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal));

    private static string ToFilePath(string path)
    {
        string plain = Uri.UnescapeDataString(path);
        return OperatingSystem.IsWindows() ? plain.TrimStart('/') : plain;
    }

    private string DirectoryOfNames(bool toListen)
    {
        string place = directory
            ?? (Environment.GetEnvironmentVariable(RuntimeDirectoryVariable) is { Length: > 0 } runtime
                ? Path.Combine(runtime, "peerproto")
                : Path.Combine(Path.GetTempPath(), $"peerproto-{Environment.UserName}"));
        try
        {
            if (OperatingSystem.IsWindows())
            {
                if (toListen)
                    Directory.CreateDirectory(place);
                return place;
            }

            if (toListen)
                Directory.CreateDirectory(place, OwnersDirectory);
            // Who can write there could put a socket of their own in the place of the one that is looked for.
            return Directory.Exists(place) && (File.GetUnixFileMode(place) & ~OwnersDirectory) != 0 ? throw UnixFailure.DirectoryOpen(place) : place;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UnixFailure.Directory(place, failure);
        }
    }
}
