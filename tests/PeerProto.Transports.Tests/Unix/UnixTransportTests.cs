using System.Net.Sockets;

namespace PeerProto.Transports.Tests.Unix;

public sealed class UnixTransportTests : IDisposable
{
    private readonly SocketDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Name_IsASocketOfItsOwnerAlone()
    {
        await using ITransportListener listener = await ListenAsync("chat");
        Assert.Equal("unix://chat", listener.LocalEndpoint.ToString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory.Path, "chat")));
    }

    [Fact]
    public async Task AbsolutePath_IsListenedOnAndReachedFromAnyDirectory()
    {
        string path = Path.Combine(_directory.Path, "with space.sock");
        await using ITransportListener listener = await ListenAsync(path);
        PeerEndpoint read = PeerEndpoint.Parse(listener.LocalEndpoint.ToString());
        await using ITransportConnection client = await new UnixTransport().ConnectAsync(read, Token);
        Assert.True(File.Exists(path));
        Assert.Equal(read, client.RemoteEndpoint);
    }

    [Fact]
    public async Task DisposedListener_LeavesNothingBehind()
    {
        ITransportListener listener = await ListenAsync("chat");
        await listener.DisposeAsync();
        await listener.DisposeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task NameInUse_IsNamedAndItsListenerLivesOn()
    {
        await using ITransportListener first = await ListenAsync("chat");
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ListenAsync("chat"));
        Assert.Equal(PeerErrorCode.AddressInUse, failure.Code);
        await using ITransportConnection client = await _directory.CreateTransport().ConnectAsync(first.LocalEndpoint, Token);
    }

    [Fact]
    public async Task SocketOfACrashedProgram_IsReplaced()
    {
        string path = Path.Combine(_directory.Path, "chat");
        using (var crashed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // What is left when the process is gone: the socket, and the lock file without its lock.
            crashed.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory.Path, "other")));
            File.Move(Path.Combine(_directory.Path, "other"), path);
            await File.WriteAllBytesAsync(path + ".lock", [], Token);
        }

        Assert.True(File.Exists(path));
        await using ITransportListener listener = await ListenAsync("chat");
        await using ITransportConnection client = await _directory.CreateTransport().ConnectAsync(listener.LocalEndpoint, Token);
    }

    [Fact]
    public async Task FileThatIsNoSocket_IsLeftAlone()
    {
        string path = Path.Combine(_directory.Path, "letter");
        await File.WriteAllTextAsync(path, "dear", Token);
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ListenAsync(path));
        Assert.Equal(PeerErrorCode.AddressInUse, failure.Code);
        Assert.Equal("dear", await File.ReadAllTextAsync(path, Token));
        Assert.Single(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public async Task PathBeyondTheSystemsLimit_IsNamed()
    {
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ListenAsync(new string('x', 120)));
        Assert.Equal(PeerErrorCode.AddressNotAvailable, failure.Code);
        Assert.Contains("bytes long", failure.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DirectoryThatIsOpenToOthers_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        File.SetUnixFileMode(_directory.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite);
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ListenAsync("chat"));
        Assert.Equal(PeerErrorCode.PermissionDenied, failure.Code);
        failure = await Assert.ThrowsAsync<PeerConnectionException>(() => _directory.CreateTransport().ConnectAsync(PeerEndpoint.Parse("unix://chat"), Token).AsTask());
        Assert.Equal(PeerErrorCode.PermissionDenied, failure.Code);
    }

    [Theory]
    [InlineData("unix://nobody")]
    [InlineData("unix:///no/such/place")]
    public async Task NobodyThere_IsRefused(string endpoint)
    {
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => _directory.CreateTransport().ConnectAsync(PeerEndpoint.Parse(endpoint), Token).AsTask());
        Assert.Equal(PeerErrorCode.ConnectionRefused, failure.Code);
    }

    [Fact]
    public async Task DirectoryThatIsNotThere_CannotBeListenedIn()
    {
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => ListenAsync("/no/such/place"));
        Assert.Equal(PeerErrorCode.AddressNotAvailable, failure.Code);
    }

    private async Task<ITransportListener> ListenAsync(string name) =>
        await _directory.CreateTransport().ListenAsync(new TransportListenOptions { Name = name }, Token);
}
