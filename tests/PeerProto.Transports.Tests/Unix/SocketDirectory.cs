namespace PeerProto.Transports.Tests.Unix;

/// <summary>A directory of sockets for one test, gone with it.</summary>
internal sealed class SocketDirectory : IDisposable
{
    public SocketDirectory() => Path = Directory.CreateTempSubdirectory("pp-").FullName;

    public string Path { get; }

    public UnixTransport CreateTransport() => new(new UnixTransportOptions { Directory = Path });

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
