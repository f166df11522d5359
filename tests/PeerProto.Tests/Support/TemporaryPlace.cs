namespace PeerProto.Tests.Support;

/// <summary>A directory for one test, gone with it. Its path is short enough for a socket.</summary>
internal sealed class TemporaryPlace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pp-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
