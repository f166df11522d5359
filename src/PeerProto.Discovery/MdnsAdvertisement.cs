namespace PeerProto.Discovery;

/// <summary>The handle of a service offered by <see cref="MdnsDiscovery"/>.</summary>
internal sealed class MdnsAdvertisement(int id, string wantedName, Func<MdnsAdvertisement, TxtRecord, Task> update, Func<MdnsAdvertisement, Task> withdraw)
    : IServiceAdvertisement
{
    private readonly TaskCompletionSource _claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _instanceName = wantedName;
    private int _isDisposed;

    public int Id { get; } = id;

    public string WantedName { get; } = wantedName;

    public string InstanceName => _instanceName;

    /// <summary>Completes once the name is taken on every link.</summary>
    public Task Claimed => _claimed.Task;

    /// <summary>Takes over the name in use; true when it is another than before.</summary>
    public bool Update(string instanceName, bool isClaimed)
    {
        bool isRenamed = instanceName != _instanceName;
        _instanceName = instanceName;
        if (isClaimed)
            _claimed.TrySetResult();
        return isRenamed;
    }

    /// <summary>Gives up claiming the name; without effect once it was taken.</summary>
    public void Fail(Exception exception)
    {
        // Whoever waits gets the error; when nobody does, it is no unobserved one.
        if (_claimed.TrySetException(exception))
            _ = _claimed.Task.Exception;
    }

    public async ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(txt);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        await update(this, txt);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            await withdraw(this);
    }
}
