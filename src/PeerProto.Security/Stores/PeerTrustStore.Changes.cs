using System.Security.Cryptography;
using PeerProto.Security.Stores;

namespace PeerProto;

public sealed partial class PeerTrustStore
{
    private async ValueTask<bool> EditAsync(PeerKey key, Func<TrustedPeer, TrustedPeer> edit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        _ = Checked(edit(new TrustedPeer { Key = key }));
        bool isThere = false;
        await ChangeAsync(
            state =>
            {
                isThere = state.Peers.TryGetValue(key, out TrustedPeer? peer);
                return isThere ? state.With(edit(peer!)) : state;
            },
            cancellationToken);
        return isThere;
    }

    private static string ShortNameOf(PeerKey key) => key.ToString()[..ShortNameLength];

    private static TrustedPeer Checked(TrustedPeer peer) => TrustRules.Find(peer) is { } broken ? throw new ArgumentException($"A trusted peer cannot have {broken}.") : peer;

    private ValueTask ChangeAsync(Func<TrustState, TrustState> change, CancellationToken cancellationToken)
    {
        if (_file is not null)
            return new ValueTask(Task.Run(() => ChangeFileAsync(change, cancellationToken), cancellationToken)); // disks are slow, and the caller may be drawing
        lock (_gate)
            Take(change(_state));
        return default;
    }

    private async Task ChangeFileAsync(Func<TrustState, TrustState> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            using IDisposable turn = await StoreLock.TakeAsync(_file!, cancellationToken);
            ChangeFile(change);
        }
        finally
        {
            _changing.Release();
        }
    }

    private void ChangeFile(Func<TrustState, TrustState> change)
    {
        lock (_fileGate)
        {
            Refresh();
            TrustState before = Volatile.Read(ref _state);
            TrustState after = change(before);
            Write(after);
            lock (_gate)
            {
                _hasUnwrittenTimes = !ReferenceEquals(_state, before); // some may have been seen meanwhile
                Take(after.WithTimesOf(_state));
            }
        }
    }

    private void Write(TrustState state)
    {
        byte[] content = state.Write();
        try
        {
            if (content.Length > MaximumFileBytes)
                throw StoreFailure.TooLarge(content.Length, MaximumFileBytes); // or nobody could read it again
            _file!.Replace(content);
            FileStamp stamp = _file.Stamp();
            _stamp = stamp.IsTelling ? stamp : null;
            _timesWritten = _options.TimeProvider.GetUtcNow();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private TrustState? Read()
    {
        FileStamp stamp = _file!.Stamp();
        byte[]? content = _file.Read();
        if (content is null)
        {
            _stamp = null; // or the same file, when it is back, would be taken for one that has been read
            return null;
        }

        try
        {
            TrustState state = TrustState.Read(_file.Path, content);
            _stamp = stamp.IsTelling ? stamp : null;
            return state;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Takes a new state and wakes those who follow. Under the gate.</summary>
    private void Take(TrustState state)
    {
        bool isNews = state.Since(_state.Peers).Any();
        Volatile.Write(ref _state, state);
        if (!isNews)
            return;
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void TryRefresh()
    {
        try
        {
            Refresh();
        }
        catch (PeerStoreException)
        {
            // What was known goes on; nobody new comes in, since each decision tries to read the file as well.
        }
    }

    private async Task WaitForChangeAsync(Task changed, CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            await changed.WaitAsync(cancellationToken);
            return;
        }

        while (!changed.IsCompleted)
        {
            try
            {
                await changed.WaitAsync(_options.RefreshInterval, _options.TimeProvider, cancellationToken);
            }
            catch (TimeoutException)
            {
                TryRefresh();
            }
        }
    }
}
