using System.Runtime.InteropServices;

namespace PeerProto.Apple;

/// <summary><c>THClient</c> by messages of Objective-C. Written after the header; it was never run.</summary>
internal sealed class NativeThreadClient : IThreadClient, IDisposable
{
    private const string Framework = "/System/Library/Frameworks/ThreadNetwork.framework/ThreadNetwork";

    private nint _client;

    public NativeThreadClient()
    {
        NativeLibrary.Load(Framework);
        _client = ObjectiveC.Send(ObjectiveC.Send(ObjectiveC.Class("THClient"), "alloc"), "init");
        if (_client == 0)
            throw ThreadCredentialFailure.Unavailable();
    }

    public Task StoreAsync(byte[] borderAgent, byte[] dataset) => CallAsync(
        new CompletionOfError(),
        block => ObjectiveC.Send(_client, "storeCredentialsForBorderAgent:activeOperationalDataSet:completion:", ObjectiveC.Data(borderAgent), ObjectiveC.Data(dataset), block));

    public Task DeleteAsync(byte[] borderAgent) =>
        CallAsync(new CompletionOfError(), block => ObjectiveC.Send(_client, "deleteCredentialsForBorderAgent:completion:", ObjectiveC.Data(borderAgent), block));

    public Task<ThreadClientRecord?> RetrieveAsync(byte[] borderAgent) => CallAsync(
        new CompletionOfObject<ThreadClientRecord?>(Read), block => ObjectiveC.Send(_client, "retrieveCredentialsForBorderAgent:completion:", ObjectiveC.Data(borderAgent), block));

    public Task<ThreadClientRecord?> RetrieveByExtendedPanIdAsync(byte[] extendedPanId) => CallAsync(
        new CompletionOfObject<ThreadClientRecord?>(Read), block => ObjectiveC.Send(_client, "retrieveCredentialsForExtendedPANID:completion:", ObjectiveC.Data(extendedPanId), block));

    public Task<IReadOnlyList<ThreadClientRecord>> RetrieveAllAsync() => CallAsync(
        new CompletionOfObject<IReadOnlyList<ThreadClientRecord>>(static set => [.. ObjectiveC.Members(set).Select(Read).OfType<ThreadClientRecord>()]),
        block => ObjectiveC.Send(_client, "retrieveAllCredentials:", block));

    public Task<ThreadClientRecord?> RetrievePreferredAsync() =>
        CallAsync(new CompletionOfObject<ThreadClientRecord?>(Read), block => ObjectiveC.Send(_client, "retrievePreferredCredentials:", block));

    public Task<bool> IsPreferredAvailableAsync() => CallAsync(new CompletionOfFlag(), block => ObjectiveC.Send(_client, "isPreferredNetworkAvailableWithCompletion:", block));

    public Task<bool> IsPreferredAsync(byte[] dataset) => CallAsync(
        new CompletionOfFlag(), block => ObjectiveC.Send(_client, "checkPreferredNetworkForActiveOperationalDataset:completion:", ObjectiveC.Data(dataset), block));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _client, 0) is var client and not 0)
            ObjectiveC.Send(client, "release");
    }

    private Task<T> CallAsync<T>(Completion<T> completion, Action<nint> call)
    {
        ObjectDisposedException.ThrowIf(_client == 0, this);
        nint pool = ObjectiveC.PushPool();
        nint block = ObjectiveCBlock.Create(completion);
        try
        {
            call(block);
            return completion.Task;
        }
        finally
        {
            ObjectiveCBlock.Release(block); // the framework holds what it needs
            ObjectiveC.PopPool(pool);
        }
    }

    private static ThreadClientRecord? Read(nint credentials) => credentials == 0
        ? null
        : new ThreadClientRecord(ObjectiveC.Bytes(ObjectiveC.Send(credentials, "borderAgentID")), ObjectiveC.Bytes(ObjectiveC.Send(credentials, "activeOperationalDataSet")));

    private sealed class CompletionOfError : Completion<bool>
    {
        public override BlockShape Shape => BlockShape.Object;

        protected override bool Read(nint first, nint second)
        {
            ObjectiveC.ThrowIfError(first);
            return true;
        }
    }

    private sealed class CompletionOfObject<T>(Func<nint, T> read) : Completion<T>
    {
        public override BlockShape Shape => BlockShape.TwoObjects;

        protected override T Read(nint first, nint second)
        {
            ObjectiveC.ThrowIfError(second);
            return read(first);
        }
    }

    private sealed class CompletionOfFlag : Completion<bool>
    {
        public override BlockShape Shape => BlockShape.Flag;

        protected override bool Read(nint first, nint second) => first != 0;
    }
}
