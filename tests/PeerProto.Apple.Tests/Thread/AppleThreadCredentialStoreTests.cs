namespace PeerProto.Apple.Tests;

/// <summary>What becomes of the answers and errors of <c>THClient</c>. The calls into Objective-C themselves have no test: no device was at hand.</summary>
public sealed class AppleThreadCredentialStoreTests
{
    private static readonly BorderAgentId Agent = BorderAgentId.Parse("3bce5b8ac8d5f8b7d8ec4a7f1b5cdb1e");
    private static readonly ThreadDataset Dataset = ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_HandTheBytesOnAndReadTheAnswers()
    {
        AnsweringClient client = new() { Records = [new ThreadClientRecord(Agent.Bytes.ToArray(), Dataset.ToArray())] };
        using AppleThreadCredentialStore store = new(client);

        await store.StoreAsync(Agent, Dataset, Token);
        Assert.Equal([Agent.ToString(), Dataset.ToHex()], client.Given.Select(Convert.ToHexStringLower));
        Assert.Equal(Agent, (await store.FindAsync(Agent, Token))?.BorderAgent);
        Assert.Equal("GL-S20-new001", (await store.GetPreferredAsync(Token))?.Dataset.NetworkName);
        Assert.Equal(Agent, (await store.FindByExtendedPanIdAsync(0x3c66f0dc9ef53f1c, Token))?.BorderAgent);
        Assert.Equal("3c66f0dc9ef53f1c", Convert.ToHexStringLower(client.Given[^1]));
        Assert.Single(await store.ListAsync(Token));
        Assert.True(await store.HasPreferredAsync(Token));
        Assert.True(await store.IsPreferredAsync(Dataset, Token));
        Assert.True(await store.DeleteAsync(Agent, Token));
    }

    [Fact]
    public async Task Nothing_IsNull()
    {
        using AppleThreadCredentialStore store = new(new AnsweringClient());

        Assert.Null(await store.FindAsync(Agent, Token));
        Assert.Null(await store.GetPreferredAsync(Token));
        Assert.Empty(await store.ListAsync(Token));
    }

    [Theory]
    [InlineData("NSCocoaErrorDomain", 4097, ThreadCredentialProblem.ServiceUnavailable)]
    [InlineData("NSCocoaErrorDomain", 4099, ThreadCredentialProblem.ServiceRefused)]
    [InlineData("NSOSStatusErrorDomain", -34018, ThreadCredentialProblem.Unknown)]
    [InlineData("THErrorDomain", 1, ThreadCredentialProblem.Unknown)]
    public async Task ErrorOfTheFramework_BecomesOneOfTheSeam(string domain, long code, ThreadCredentialProblem problem)
    {
        using AppleThreadCredentialStore store = new(new AnsweringClient { Failure = new ThreadClientException(domain, code, "It was so.") });

        ThreadCredentialException failure = await Assert.ThrowsAsync<ThreadCredentialException>(() => store.StoreAsync(Agent, Dataset, Token).AsTask());

        Assert.Equal(problem, failure.Problem);
        Assert.IsType<ThreadClientException>(failure.InnerException);
        Assert.NotEmpty(failure.Remedy);
        if (problem == ThreadCredentialProblem.Unknown)
            Assert.Contains($"{domain} {code}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordThatCannotBeRead_IsToldWhereItIsAskedForAndLeftOutOfTheList()
    {
        using AppleThreadCredentialStore store = new(new AnsweringClient { Records = [new ThreadClientRecord(new byte[6], Dataset.ToArray())] });

        Assert.Equal(ThreadCredentialProblem.InvalidDataset, (await Assert.ThrowsAsync<ThreadCredentialException>(() => store.GetPreferredAsync(Token).AsTask())).Problem);
        Assert.Empty(await store.ListAsync(Token));
    }

    [Fact]
    public async Task IncompleteDataset_DoesNotReachTheFramework()
    {
        AnsweringClient client = new();
        using AppleThreadCredentialStore store = new(client);

        await Assert.ThrowsAsync<ThreadCredentialException>(() => store.StoreAsync(Agent, Dataset.Redact().Dataset!, Token).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ListAsync(new CancellationToken(canceled: true)).AsTask());

        Assert.Empty(client.Given);
    }

    [Fact]
    public void SystemWithoutTheFramework_SaysSo() =>
        Assert.Equal(ThreadCredentialProblem.NotSupported, Assert.Throws<ThreadCredentialException>(AppleThreadCredentialStore.Open).Problem);

    private sealed class AnsweringClient : IThreadClient
    {
        public List<byte[]> Given { get; } = [];

        public IReadOnlyList<ThreadClientRecord> Records { get; init; } = [];

        public ThreadClientException? Failure { get; init; }

        private ThreadClientRecord? First => Records.Count > 0 ? Records[0] : null;

        public Task StoreAsync(byte[] borderAgent, byte[] dataset) => Answer(true, borderAgent, dataset);

        public Task DeleteAsync(byte[] borderAgent) => Answer(true, borderAgent);

        public Task<ThreadClientRecord?> RetrieveAsync(byte[] borderAgent) => Answer(First, borderAgent);

        public Task<ThreadClientRecord?> RetrieveByExtendedPanIdAsync(byte[] extendedPanId) => Answer(First, extendedPanId);

        public Task<IReadOnlyList<ThreadClientRecord>> RetrieveAllAsync() => Answer(Records);

        public Task<ThreadClientRecord?> RetrievePreferredAsync() => Answer(First);

        public Task<bool> IsPreferredAvailableAsync() => Answer(Records.Count > 0);

        public Task<bool> IsPreferredAsync(byte[] dataset) => Answer(Records.Any(record => record.Dataset.SequenceEqual(dataset)), dataset);

        private Task<T> Answer<T>(T answer, params byte[][] given)
        {
            Given.AddRange(given);
            return Failure is null ? Task.FromResult(answer) : Task.FromException<T>(Failure);
        }
    }
}
