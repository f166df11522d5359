namespace PeerProto.Security.Tests.Stores;

/// <summary>A directory of the test's own, for its owner only, which ends with the test.</summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-store-");

    public string Path => _directory.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Skips a test about the modes of files where there are none.</summary>
    public static void RequireModes() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of modes.");

    public void Dispose() => _directory.Delete(recursive: true);
}
