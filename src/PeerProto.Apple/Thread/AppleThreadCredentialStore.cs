using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>
/// Apple's own store of Thread credentials, the ThreadNetwork framework of iOS and iPadOS 15 and later, over <c>THClient</c>. It keeps them in the iCloud keychain and asks the user where the
/// seam says so. This has not been run on a device: what turns its answers and errors into those of the seam is tested, the calls into Objective-C are compiled after the header only.
/// </summary>
public sealed class AppleThreadCredentialStore : IThreadCredentialStore, IDisposable
{
    private const string Cocoa = "NSCocoaErrorDomain";
    private const int Interrupted = 4097;
    private const int Invalidated = 4099;

    private readonly IThreadClient _client;

    internal AppleThreadCredentialStore(IThreadClient client) => _client = client;

    /// <summary>Opens the store of this device.</summary>
    /// <exception cref="ThreadCredentialException">This system has none; <see cref="ThreadNetworkAvailability.Check"/> says why.</exception>
    public static AppleThreadCredentialStore Open()
    {
        ThreadNetworkAvailability availability = ThreadNetworkAvailability.Check();
        return availability.IsAvailable
            ? new AppleThreadCredentialStore(new NativeThreadClient())
            : throw new ThreadCredentialException(ThreadCredentialProblem.NotSupported, availability.Reason, availability.Remedy);
    }

    /// <inheritdoc/>
    public ValueTask StoreAsync(BorderAgentId borderAgent, ThreadDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        ThreadCredentialFailure.RefuseUnlessStorable(dataset);
        return new ValueTask(CallAsync(() => Done(_client.StoreAsync(borderAgent.Bytes.ToArray(), dataset.ToArray())), cancellationToken));
    }

    /// <inheritdoc/>
    /// <returns>Always true: the framework does not tell whether there was something.</returns>
    public ValueTask<bool> DeleteAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        return new(CallAsync(() => Done(_client.DeleteAsync(borderAgent.Bytes.ToArray())), cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<ThreadCredentials?> FindAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        return Read(await CallAsync(() => _client.RetrieveAsync(borderAgent.Bytes.ToArray()), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<ThreadCredentials?> FindByExtendedPanIdAsync(ulong extendedPanId, CancellationToken cancellationToken = default)
    {
        byte[] id = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(id, extendedPanId);
        return Read(await CallAsync(() => _client.RetrieveByExtendedPanIdAsync(id), cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    /// <remarks>What was stored under an identifier that <see cref="BorderAgentId"/> does not take, or is no data set, is left out.</remarks>
    public async ValueTask<IReadOnlyList<ThreadCredentials>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ThreadClientRecord> records = await CallAsync(_client.RetrieveAllAsync, cancellationToken).ConfigureAwait(false);
        return [.. records.Select(TryRead).OfType<ThreadCredentials>()];
    }

    /// <inheritdoc/>
    public ValueTask<bool> HasPreferredAsync(CancellationToken cancellationToken = default) => new(CallAsync(_client.IsPreferredAvailableAsync, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask<ThreadCredentials?> GetPreferredAsync(CancellationToken cancellationToken = default) =>
        Read(await CallAsync(_client.RetrievePreferredAsync, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask<bool> IsPreferredAsync(ThreadDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new(CallAsync(() => _client.IsPreferredAsync(dataset.ToArray()), cancellationToken));
    }

    /// <summary>Lets go of the framework's client.</summary>
    public void Dispose() => (_client as IDisposable)?.Dispose();

    private static async Task<bool> Done(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ThreadClientException failure)
        {
            throw Translate(failure);
        }
    }

    private static ThreadCredentialException Translate(ThreadClientException failure)
    {
        if (failure is { Domain: Cocoa, Code: Interrupted })
            return ThreadCredentialFailure.Unavailable(failure);
        if (failure is { Domain: Cocoa, Code: Invalidated })
            return ThreadCredentialFailure.Refused(failure);
        AppleError? known = AppleErrors.Find(failure.Domain, failure.Code);
        return new ThreadCredentialException(
            ThreadCredentialProblem.Unknown,
            $"ThreadNetwork failed with {failure.Message.TrimEnd('.')}{(known is null ? "" : $" ({known.Meaning})")}",
            known?.NextStep ?? "Look in the device's log for what com.apple.ThreadNetwork says at that moment",
            failure);
    }

    private static ThreadCredentials? Read(ThreadClientRecord? record) => record is null
        ? null
        : TryRead(record) ?? throw new ThreadCredentialException(
            ThreadCredentialProblem.InvalidDataset,
            $"ThreadNetwork gave an identifier of {record.BorderAgent.Length} bytes and a data set of {record.Dataset.Length} bytes, and one of them cannot be read",
            "Let the app that stored them store them again, under the identifier that the border router advertises");

    private static ThreadCredentials? TryRead(ThreadClientRecord record) =>
        BorderAgentId.TryCreate(record.BorderAgent, out BorderAgentId? id, out _) && ThreadDataset.TryParse(record.Dataset, out ThreadDataset? dataset)
            ? new ThreadCredentials(id, dataset)
            : null;
}
