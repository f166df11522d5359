using System.Security.Cryptography;

namespace PeerProto.Apple;

/// <summary>
/// Keeps credentials of Thread networks in a file that only its owner may use (mode 0600), where there is no system's store: on Linux, Windows and Macs. The keys stand in it in plain text. One
/// program writes it at a time; within a program the store may be used from anywhere. Nobody is asked.
/// </summary>
/// <param name="path">The file; its directory must be there. It is made when something is stored.</param>
/// <param name="timeProvider">Tells when something was stored; the system's clock when left out.</param>
public sealed class FileThreadCredentialStore(string path, TimeProvider? timeProvider = null) : IThreadCredentialStore
{
    /// <summary>How many border agents there can be credentials of.</summary>
    public const int MaximumCredentials = 256;

    private const int MaximumFileBytes = 1024 * 1024;

    private readonly PrivateFile _file = new(path, MaximumFileBytes);
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public ValueTask StoreAsync(BorderAgentId borderAgent, ThreadDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        ThreadCredentialFailure.RefuseUnlessStorable(dataset);
        return new ValueTask(Do(content =>
        {
            DateTimeOffset now = _time.GetUtcNow();
            int place = content.Credentials.FindIndex(entry => entry.BorderAgent.Equals(borderAgent));
            if (place < 0 && content.Credentials.Count >= MaximumCredentials)
                throw ThreadCredentialFailure.Full(MaximumCredentials);
            if (place < 0)
                content.Credentials.Add(new ThreadCredentials(borderAgent, dataset, now, now));
            else
                content.Credentials[place] = content.Credentials[place] with { Dataset = dataset, ModifiedAt = now };
            Write(content);
            return true;
        }, cancellationToken).AsTask());
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        return Do(content =>
        {
            if (content.Credentials.RemoveAll(entry => entry.BorderAgent.Equals(borderAgent)) == 0)
                return false;
            Write(content);
            return true;
        }, cancellationToken);
    }

    /// <summary>Says which network is the preferred one; null for none. On Apple's systems the home decides that.</summary>
    /// <param name="extendedPanId">The extended PAN identifier, its first byte in the highest bits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ThreadCredentialException">The file cannot be used.</exception>
    public ValueTask SetPreferredAsync(ulong? extendedPanId, CancellationToken cancellationToken = default) => new(Do(content =>
    {
        content.Preferred = extendedPanId;
        Write(content);
        return true;
    }, cancellationToken).AsTask());

    /// <inheritdoc/>
    public ValueTask<ThreadCredentials?> FindAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borderAgent);
        return Do(content => content.Credentials.Find(entry => entry.BorderAgent.Equals(borderAgent)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ThreadCredentials?> FindByExtendedPanIdAsync(ulong extendedPanId, CancellationToken cancellationToken = default) =>
        Do(content => content.OfNetwork(extendedPanId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ThreadCredentials>> ListAsync(CancellationToken cancellationToken = default) =>
        Do<IReadOnlyList<ThreadCredentials>>(content => content.Credentials, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> HasPreferredAsync(CancellationToken cancellationToken = default) => Do(content => content.OfNetwork(content.Preferred) is not null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ThreadCredentials?> GetPreferredAsync(CancellationToken cancellationToken = default) => Do(content => content.OfNetwork(content.Preferred), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsPreferredAsync(ThreadDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Do(content => content.OfNetwork(content.Preferred)?.Dataset.HasSameContent(dataset) == true, cancellationToken);
    }

    private ValueTask<T> Do<T>(Func<ThreadCredentialFile, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        try
        {
            lock (_gate)
                return new(work(Load()));
        }
        catch (ThreadCredentialException failure)
        {
            return ValueTask.FromException<T>(failure);
        }
    }

    private ThreadCredentialFile Load()
    {
        if (_file.Read() is not { } bytes)
            return new ThreadCredentialFile();
        try
        {
            return ThreadCredentialFile.Decode(bytes, MaximumCredentials);
        }
        catch (FormatException failure)
        {
            throw ThreadCredentialFailure.Unusable(_file.Path, $"it is not what this store writes: {failure.Message.TrimEnd('.')}", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private void Write(ThreadCredentialFile content)
    {
        byte[] bytes = content.Encode();
        try
        {
            _file.Replace(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
