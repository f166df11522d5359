using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Apple.Tests;

public sealed class ThreadCredentialStoreTests : IDisposable
{
    private static readonly BorderAgentId Agent = BorderAgentId.Parse("3bce5b8ac8d5f8b7d8ec4a7f1b5cdb1e");
    private static readonly BorderAgentId OtherAgent = BorderAgentId.Parse("f4ce36b91a2b3c4d");
    private static readonly ThreadDataset Dataset = ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-apple-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_directory.FullName, "thread.json");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task StoredCredentials_SurviveARestart()
    {
        FileThreadCredentialStore store = new(Path, _time);
        await store.StoreAsync(Agent, Dataset, Token);
        _time.Advance(TimeSpan.FromHours(1));
        await store.StoreAsync(Agent, Dataset.With(ThreadTlvType.PanId, [0xCA, 0xFE]), Token);
        await store.SetPreferredAsync(Dataset.ExtendedPanId, Token);

        FileThreadCredentialStore later = new(Path, _time);
        ThreadCredentials credentials = (await later.FindAsync(Agent, Token))!;

        Assert.Equal((ushort)0xcafe, credentials.Dataset.PanId);
        Assert.Equal(Dataset.NetworkKey.ToArray(), credentials.Dataset.NetworkKey.ToArray());
        Assert.Equal(TimeSpan.FromHours(1), credentials.ModifiedAt - credentials.CreatedAt);
        Assert.True(await later.HasPreferredAsync(Token));
        Assert.True(await later.IsPreferredAsync(credentials.Dataset, Token));
        Assert.False(await later.IsPreferredAsync(Dataset, Token));
        Assert.Equal(Agent, (await later.GetPreferredAsync(Token))?.BorderAgent);
        Assert.Equal(Agent, (await later.FindByExtendedPanIdAsync(0x3c66f0dc9ef53f1c, Token))?.BorderAgent);
        Assert.Single(await later.ListAsync(Token));
        Assert.True(await later.DeleteAsync(Agent, Token));
        Assert.False(await later.DeleteAsync(Agent, Token));
        Assert.Null(await later.FindAsync(Agent, Token));
        Assert.Equal([Path], Directory.GetFiles(_directory.FullName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task File_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has access lists instead of modes.");
        FileThreadCredentialStore store = new(Path, _time);
        await store.StoreAsync(Agent, Dataset, Token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        ThreadCredentialException refusal = await Assert.ThrowsAsync<ThreadCredentialException>(() => store.ListAsync(Token).AsTask());
        Assert.Equal(ThreadCredentialProblem.FileUnusable, refusal.Problem);
        Assert.Contains("440", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"credentials":[]}""")]
    [InlineData("""{"version":1,"credentials":[{}]}""")]
    [InlineData("""{"version":1,"credentials":[{"borderAgent":"9483C451DC3E","dataset":"00"}]}""")]
    [InlineData("""{"version":1,"credentials":[{"borderAgent":"f4ce36b91a2b3c4d","dataset":"00"}]}""")]
    [InlineData("""{"version":1,"preferred":"zz","credentials":[]}""")]
    [InlineData("""{"version":1,"preferred":1,"credentials":[]}""")]
    [InlineData("""{"version":1,"credentials":[{"borderAgent":"f4ce36b91a2b3c4d","dataset":"0003000f1a","created":"soon"}]}""")]
    public async Task DamagedFile_IsToldAsSuch(string content)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (StreamWriter writer = new(Path, System.Text.Encoding.ASCII, options))
            await writer.WriteAsync(content);

        ThreadCredentialException refusal = await Assert.ThrowsAsync<ThreadCredentialException>(() => new FileThreadCredentialStore(Path).ListAsync(Token).AsTask());

        Assert.Equal(ThreadCredentialProblem.FileUnusable, refusal.Problem);
    }

    [Fact]
    public async Task IncompleteDataset_IsNotStored()
    {
        FileThreadCredentialStore store = new(Path, _time);

        ThreadCredentialException refusal = await Assert.ThrowsAsync<ThreadCredentialException>(() => store.StoreAsync(Agent, Dataset.Without(ThreadTlvType.Pskc), Token).AsTask());
        ThreadCredentialException pending = await Assert.ThrowsAsync<ThreadCredentialException>(() => store.StoreAsync(Agent, ThreadDataset.ParseHex(ThreadVectors.Pending), Token).AsTask());

        Assert.Equal(ThreadCredentialProblem.InvalidDataset, refusal.Problem);
        Assert.Contains("PSKc is missing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ThreadCredentialProblem.InvalidDataset, pending.Problem);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task NumberOfBorderAgents_IsBounded()
    {
        FileThreadCredentialStore store = new(Path, _time);
        FakeThreadService service = new(_time);
        IThreadCredentialStore client = service.CreateClient("TEAM123456");
        for (int i = 0; i < FileThreadCredentialStore.MaximumCredentials; i++)
        {
            BorderAgentId agent = BorderAgentId.Create(BitConverter.GetBytes(1L + i));
            await client.StoreAsync(agent, Dataset, Token);
            if (i % 64 == 0 || i > FileThreadCredentialStore.MaximumCredentials - 2)
                await store.StoreAsync(agent, Dataset, Token);
        }

        Assert.Equal(
            ThreadCredentialProblem.Full,
            (await Assert.ThrowsAsync<ThreadCredentialException>(() => client.StoreAsync(Agent, Dataset, Token).AsTask())).Problem);
        Assert.Equal(5, (await store.ListAsync(Token)).Count);
    }

    [Fact]
    public async Task NumberOfEntriesOfTheFile_IsBounded()
    {
        ThreadCredentialFile content = new();
        for (int i = 0; i < FileThreadCredentialStore.MaximumCredentials; i++)
            content.Credentials.Add(new ThreadCredentials(BorderAgentId.Create(BitConverter.GetBytes(1L + i)), Dataset, null, null));
        await File.WriteAllBytesAsync(Path, content.Encode(), Token);
        MakePrivate();
        FileThreadCredentialStore store = new(Path, _time);

        Assert.Equal(FileThreadCredentialStore.MaximumCredentials, (await store.ListAsync(Token)).Count);
        Assert.Equal(ThreadCredentialProblem.Full, (await Assert.ThrowsAsync<ThreadCredentialException>(() => store.StoreAsync(Agent, Dataset, Token).AsTask())).Problem);
        await store.StoreAsync(BorderAgentId.Create(BitConverter.GetBytes(1L)), Dataset, Token); // one that is there may change

        content.Credentials.Add(new ThreadCredentials(Agent, Dataset, null, null));
        await File.WriteAllBytesAsync(Path, content.Encode(), Token);
        MakePrivate();
        ThreadCredentialException refusal = await Assert.ThrowsAsync<ThreadCredentialException>(() => store.ListAsync(Token).AsTask());
        Assert.Equal(ThreadCredentialProblem.FileUnusable, refusal.Problem);
        Assert.Contains("more than 256 entries", refusal.Message, StringComparison.Ordinal);

        void MakePrivate()
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task ProgramOfThePost_GetsItsNetworkFromTheFake()
    {
        FakeThreadService service = new(_time) { PreferredExtendedPanId = Dataset.ExtendedPanId };
        await service.CreateClient("HOMEHOME12").StoreAsync(Agent, Dataset, Token);
        IThreadCredentialStore client = service.CreateClient("APPAPPAPP1");

        Assert.True(await client.HasPreferredAsync(Token));
        Assert.Equal("GL-S20-new001", (await client.GetPreferredAsync(Token))?.Dataset.NetworkName);
        Assert.True(await client.IsPreferredAsync(Dataset, Token));
    }

    [Fact]
    public async Task MacOfThePost_InterruptsTheConnection()
    {
        IThreadCredentialStore client = new FakeThreadService { IsReachable = false }.CreateClient("APPAPPAPP1");

        ThreadCredentialException failure = await Assert.ThrowsAsync<ThreadCredentialException>(() => client.HasPreferredAsync(Token).AsTask());

        Assert.Equal(ThreadCredentialProblem.ServiceUnavailable, failure.Problem);
        Assert.Equal(4097, failure.CocoaCode);
        Assert.Contains("iPhone or iPad", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppWithoutTheEntitlement_IsRefusedEverythingButThePreferredQuestion()
    {
        IThreadCredentialStore client = new FakeThreadService().CreateClient("APPAPPAPP1", isEntitled: false);

        Assert.False(await client.HasPreferredAsync(Token));
        ThreadCredentialException failure = await Assert.ThrowsAsync<ThreadCredentialException>(() => client.StoreAsync(Agent, Dataset, Token).AsTask());
        Assert.Equal(4099, failure.CocoaCode);
        Assert.Contains("manage-thread-network-credentials", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserWhoSaysNo_IsAskedOnlyForCredentialsOfOthers()
    {
        List<string> asked = [];
        FakeThreadService service = new()
        {
            PreferredExtendedPanId = Dataset.ExtendedPanId,
            Asks = team =>
            {
                asked.Add(team);
                return false;
            },
        };
        IThreadCredentialStore client = service.CreateClient("APPAPPAPP1");
        await client.StoreAsync(Agent, Dataset, Token);

        Assert.NotNull(await client.FindAsync(Agent, Token));
        Assert.Single(await client.ListAsync(Token));
        Assert.Empty(asked);
        Assert.Equal(ThreadCredentialProblem.PermissionDenied, (await Assert.ThrowsAsync<ThreadCredentialException>(() => client.GetPreferredAsync(Token).AsTask())).Problem);
        Assert.Equal(
            ThreadCredentialProblem.PermissionDenied,
            (await Assert.ThrowsAsync<ThreadCredentialException>(() => client.FindByExtendedPanIdAsync(Dataset.ExtendedPanId!.Value, Token).AsTask())).Problem);
        Assert.Equal(["APPAPPAPP1", "APPAPPAPP1"], asked);
    }

    [Fact]
    public async Task Team_SeesAndChangesItsOwnOnly()
    {
        FakeThreadService service = new();
        IThreadCredentialStore one = service.CreateClient("ONEONEONE1"), other = service.CreateClient("OTHEROTHE2");
        await one.StoreAsync(Agent, Dataset, Token);

        Assert.Null(await other.FindAsync(Agent, Token));
        Assert.Empty(await other.ListAsync(Token));
        Assert.Equal(ThreadCredentialProblem.OtherTeam, (await Assert.ThrowsAsync<ThreadCredentialException>(() => other.StoreAsync(Agent, Dataset, Token).AsTask())).Problem);
        Assert.Equal(ThreadCredentialProblem.OtherTeam, (await Assert.ThrowsAsync<ThreadCredentialException>(() => other.DeleteAsync(Agent, Token).AsTask())).Problem);
        Assert.False(await other.DeleteAsync(OtherAgent, Token));
        Assert.True(await one.DeleteAsync(Agent, Token));
    }

    [Fact]
    public async Task BorderAgentThatIsNotOnTheNetwork_IsNotStoredFor()
    {
        IThreadCredentialStore client = new FakeThreadService { IsOnNetwork = agent => agent.Equals(Agent) }.CreateClient("APPAPPAPP1");

        await client.StoreAsync(Agent, Dataset, Token);
        Assert.Equal(
            ThreadCredentialProblem.BorderAgentNotFound,
            (await Assert.ThrowsAsync<ThreadCredentialException>(() => client.StoreAsync(OtherAgent, Dataset, Token).AsTask())).Problem);
    }

    [Fact]
    public async Task CancelledCall_DoesNothing()
    {
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FileThreadCredentialStore(Path).StoreAsync(Agent, Dataset, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FakeThreadService().CreateClient("APPAPPAPP1").ListAsync(cancelled).AsTask());
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void Credentials_DoNotShowTheirKey()
    {
        string text = new ThreadCredentials(Agent, Dataset).ToString();

        Assert.Contains("GL-S20-new001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4094dce4", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ios", 17, true)]
    [InlineData("ios", 14, false)]
    [InlineData("macos", 15, false)]
    [InlineData("", 6, false)]
    public void Availability_DependsOnThePlatform(string platform, int major, bool expected)
    {
        ThreadNetworkAvailability availability = ThreadNetworkAvailability.For(platform, new Version(major, 0));

        Assert.Equal(expected, availability.IsAvailable);
        Assert.NotEmpty(availability.Remedy);
        Assert.False(ThreadNetworkAvailability.Check().IsAvailable);
    }
}
