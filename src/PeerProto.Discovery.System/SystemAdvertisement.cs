using PeerProto.Discovery.Requests;

namespace PeerProto.Discovery;

/// <summary>The handle of a service offered by <see cref="SystemDiscovery"/>.</summary>
internal sealed class SystemAdvertisement(Registration registration, Func<Registration, TxtRecord, Task> update, Func<StandingRequest, Task> end) : IServiceAdvertisement
{
    private int _isDisposed;

    public string InstanceName => registration.InstanceName;

    public async ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(txt);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        await update(registration, txt);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            await end(registration);
    }
}
