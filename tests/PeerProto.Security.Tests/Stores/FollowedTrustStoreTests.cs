using System.Diagnostics;

namespace PeerProto.Security.Tests.Stores;

public sealed class FollowedTrustStoreTests : TrustStoreScene
{
    [Fact]
    public async Task Changes_BeginWithThoseTrustedAndTellWhatFollows()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey first = NewKey();
        PeerKey second = NewKey();
        await store.AddAsync(first, "one", cancellationToken: Token);
        await using IAsyncEnumerator<TrustChange> changes = store.ChangesAsync(Token).GetAsyncEnumerator(Token);

        Assert.Equal((TrustChangeKind.Added, first), await NextAsync(changes));
        ValueTask<(TrustChangeKind, PeerKey)> next = NextAsync(changes);
        Time.Advance(TimeSpan.FromMinutes(5));
        await store.ReportSeenAsync(first, Token); // is none
        await store.AddAsync(second, "two", cancellationToken: Token);
        Assert.Equal((TrustChangeKind.Added, second), await next);
        await store.RenameAsync(first, "uno", Token);
        Assert.Equal((TrustChangeKind.Changed, first), await NextAsync(changes));
        await store.RevokeAsync(second, Token);
        Assert.Equal((TrustChangeKind.Revoked, second), await NextAsync(changes));
    }

    [Fact]
    public async Task ManyChangesThatNobodyReads_AreToldAsTheirSum()
    {
        PeerTrustStore store = Create(inFile: false);
        PeerKey key = NewKey();
        await using IAsyncEnumerator<TrustChange> changes = store.ChangesAsync(Token).GetAsyncEnumerator(Token);
        for (int i = 0; i < 1000; i++)
            await store.AddAsync(key, $"name {i}", cancellationToken: Token);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("name 999", changes.Current.Peer.Name);
    }

    [Fact]
    public async Task ChangeOfAnotherProgram_IsToldToThoseWhoFollowAndSeenByDecisions()
    {
        PeerTrustStore here = Create(inFile: true);
        PeerTrustStore there = Create(inFile: true);
        PeerKey key = NewKey();
        await using IAsyncEnumerator<TrustChange> changes = here.ChangesAsync(Token).GetAsyncEnumerator(Token);
        ValueTask<(TrustChangeKind, PeerKey)> next = NextAsync(changes);

        await there.AddAsync(key, "one", cancellationToken: Token);
        Assert.Null(here.Find(key));
        Time.Advance(PeerTrustStoreOptions.DefaultRefreshInterval);
        Assert.Equal((TrustChangeKind.Added, key), await next);

        await there.RevokeAsync(key, Token);
        here.Refresh();
        Assert.Null(here.Find(key));
    }

    [Fact]
    public async Task ChangeMadeHere_KeepsWhatAnotherProgramWrote()
    {
        PeerTrustStore here = Create(inFile: true);
        PeerTrustStore there = Create(inFile: true);
        PeerKey theirs = NewKey();
        PeerKey ours = NewKey();

        await there.AddAsync(theirs, "theirs", cancellationToken: Token);
        await here.AddAsync(ours, "ours", cancellationToken: Token);
        await there.RevokeAsync(theirs, Token);
        await here.RenameAsync(ours, "still ours", Token);

        Assert.Null(here.Find(theirs));
        Assert.Equal("still ours", Assert.Single(Create(inFile: true).Peers).Name);
    }

    [Fact]
    public async Task FileThatIsGone_LeavesNobodyTrustedAndTheDiscoveryKey()
    {
        PeerTrustStore store = Create(inFile: true);
        byte[] discoveryKey = store.DiscoveryKey.ToArray();
        await store.AddAsync(NewKey(), "one", cancellationToken: Token);
        File.Delete(Path);

        store.Refresh();

        Assert.Empty(store.Peers);
        await store.AddAsync(NewKey(), "two", cancellationToken: Token);
        Assert.Equal("two", Assert.Single(Create(inFile: true).Peers).Name);
        Assert.Equal(discoveryKey, Create(inFile: true).DiscoveryKey.ToArray());
    }

    [Fact]
    public async Task FileThatWasAwayForAWhile_IsReadAgainAndLosesNobody()
    {
        PeerTrustStore store = Create(inFile: true);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow - TimeSpan.FromHours(1)); // long enough ago for its time to tell
        store = Create(inFile: true);
        string away = Folder.File("away");
        File.Move(Path, away);
        store.Refresh();
        Assert.Empty(store.Peers);
        File.Move(away, Path);

        store.Refresh();

        Assert.NotNull(store.Find(key));
        await store.AddAsync(NewKey(), "two", cancellationToken: Token);
        Assert.Equal(["one", "two"], Create(inFile: true).Peers.Select(static peer => peer.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PeersSeenAgainAndAgain_WriteTheFileOnceInAnInterval()
    {
        PeerTrustStore store = Create(inFile: true);
        PeerKey key = NewKey();
        await store.AddAsync(key, "one", cancellationToken: Token);
        HashSet<string> contents = [await File.ReadAllTextAsync(Path, Token)];
        for (int i = 0; i < 600; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(200));
            await store.ReportSeenAsync(key, Token);
            contents.Add(await File.ReadAllTextAsync(Path, Token));
        }

        Assert.Equal(3, contents.Count); // at first, and after each of two minutes
        Time.Advance(TimeSpan.FromSeconds(10));
        await store.ReportSeenAsync(key, Token);
        Assert.Equal(Time.GetUtcNow(), store.Find(key)!.LastSeen);
        Assert.NotEqual(Time.GetUtcNow(), Create(inFile: true).Find(key)!.LastSeen);
        await store.DisposeAsync();
        Assert.Equal(Time.GetUtcNow(), Create(inFile: true).Find(key)!.LastSeen);
    }

    [Fact]
    public async Task SeveralStoresOfOneFileAtOnce_LoseNothing()
    {
        const int EachAdds = 25;
        Create(inFile: true);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                PeerTrustStore store = Create(inFile: true);
                for (int i = 0; i < EachAdds; i++)
                    await store.AddAsync(NewKey(), $"{writer}.{i}", cancellationToken: Token);
            },
            Token)));

        Assert.Equal(4 * EachAdds, Create(inFile: true).Peers.Count);
    }

    [Fact]
    public async Task AnotherProgramThatHoldsTheFile_IsWaitedFor()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("The program flock is one of Linux.");
        PeerTrustStore store = Create(inFile: true);
        await store.AddAsync(NewKey(), "one", cancellationToken: Token); // makes the lock's file
        using Process holder = Process.Start(new ProcessStartInfo("flock", ["--exclusive", $"{Path}.lock", "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Token));
            ValueTask<TrustedPeer> adding = store.AddAsync(NewKey(), "two", cancellationToken: Token);
            Assert.Single(store.Peers);
            holder.StandardInput.Close();
            await adding;
            Assert.Equal(2, Create(inFile: true).Peers.Count);
        }
        finally
        {
            holder.StandardInput.Close();
            await holder.WaitForExitAsync(Token);
        }
    }

    [Fact]
    public async Task WaitForAnotherProgram_EndsWithItsToken()
    {
        PeerTrustStore store = Create(inFile: true);
        using FileStream held = new($"{Path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using CancellationTokenSource cancelling = new();
        Task adding = store.AddAsync(NewKey(), "one", cancellationToken: cancelling.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
        Assert.Empty(store.Peers);
    }

    private static async ValueTask<(TrustChangeKind Kind, PeerKey Key)> NextAsync(IAsyncEnumerator<TrustChange> changes)
    {
        Assert.True(await changes.MoveNextAsync());
        return (changes.Current.Kind, changes.Current.Peer.Key);
    }
}
