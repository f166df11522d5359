using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Security.Tests.Stores;

/// <summary>A store of trusted peers in a directory of its own, or in memory, on a clock that stands still.</summary>
public abstract class TrustStoreScene : IDisposable
{
    protected static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected StoreDirectory Folder { get; } = new();

    protected FakeTimeProvider Time { get; } = new(Start);

    protected string Path => Folder.File("trust.json");

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static PeerKey NewKey() => PeerKey.FromBytes(RandomNumberGenerator.GetBytes(PeerKey.Length));

    protected PeerTrustStore Create(bool inFile, PeerTrustStoreOptions? options = null)
    {
        options ??= new PeerTrustStoreOptions { TimeProvider = Time };
        return inFile ? PeerTrustStore.Open(Path, options) : new PeerTrustStore(options);
    }
}
