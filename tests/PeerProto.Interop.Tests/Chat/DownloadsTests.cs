using System.Security.Cryptography;
using global::Chat;

namespace PeerProto.Interop.Tests.Chat;

public sealed class DownloadsTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 100).Select(value => (byte)value)];

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("peerproto-downloads-");
    private readonly string _folder;
    private readonly Downloads _downloads;

    public DownloadsTests()
    {
        _folder = Path.Combine(_parent.FullName, "downloads");
        _downloads = new Downloads(_folder);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _parent.Delete(recursive: true);

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("../../photo.jpg", "photo.jpg")]
    [InlineData("..\\..\\photo.jpg", "photo.jpg")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\system.ini", "system.ini")]
    [InlineData("system.ini:stream", "system.ini_stream")]
    [InlineData("line\nend\0zero", "line_end_zero")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("ünïcödé 写真.jpg", "ünïcödé 写真.jpg")]
    [InlineData("", "file")]
    [InlineData("..", "file")]
    [InlineData("folder/", "file")]
    public async Task FileOfAnyName_LandsInTheFolder(string name, string storedName)
    {
        StoredFile stored = await StoreAsync(name, Bytes.Length, Bytes);

        Assert.Equal(new StoredFile(storedName, Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes))), stored);
        Assert.Equal([Path.Combine(_folder, storedName)], Directory.GetFiles(_parent.FullName, "*", SearchOption.AllDirectories));
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Path.Combine(_folder, storedName), Cancellation));
    }

    [Fact]
    public async Task NameWithoutEnd_IsCutAndKeepsItsType()
    {
        StoredFile stored = await StoreAsync(new string('写', 10_000) + ".jpg", Bytes.Length, Bytes);

        Assert.EndsWith(".jpg", stored.Name, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, stored.Name)));
    }

    [Fact]
    public async Task NameThatIsTaken_IsNumbered()
    {
        await StoreAsync("photo.jpg", 1, [1]);
        await StoreAsync("photo.jpg", 1, [2]);

        Assert.Equal("photo (3).jpg", (await StoreAsync("photo.jpg", 1, [3])).Name);
        Assert.Equal([1], await File.ReadAllBytesAsync(Path.Combine(_folder, "photo.jpg"), Cancellation));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task FileOfAnotherLengthThanOffered_LeavesNothing(long offered)
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => StoreAsync("photo.jpg", offered, Bytes));

        Assert.Empty(Directory.GetFiles(_parent.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task FileCutShortByItsSender_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _downloads.StoreAsync(new FileOffer("photo.jpg", 2), Broken(), Cancellation));

        Assert.Empty(Directory.GetFiles(_parent.FullName, "*", SearchOption.AllDirectories));

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Broken()
        {
            yield return new byte[1];
            await Task.CompletedTask;
            throw new IOException("the connection is gone");
        }
    }

    [Fact]
    public async Task FilesBeyondThoseAtATime_AreRefusedUntilOneIsDone()
    {
        TaskCompletionSource release = new();
        Task<StoredFile>[] running = [.. Enumerable.Range(0, 8).Select(number => _downloads.StoreAsync(new FileOffer("waits", 0), Waiting(), Cancellation))];

        await Assert.ThrowsAsync<InvalidOperationException>(() => StoreAsync("photo.jpg", Bytes.Length, Bytes));
        release.SetResult();
        await Task.WhenAll(running);

        Assert.Equal("photo.jpg", (await StoreAsync("photo.jpg", Bytes.Length, Bytes)).Name);

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Waiting()
        {
            await release.Task;
            yield break;
        }
    }

    private Task<StoredFile> StoreAsync(string name, long length, byte[] bytes) => _downloads.StoreAsync(new FileOffer(name, length), Pieces(bytes), Cancellation);

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] bytes)
    {
        foreach (byte[] piece in bytes.Chunk(32))
            yield return piece;
        await Task.CompletedTask;
    }
}
