namespace PeerProto.Testing;

/// <summary>A look for services of a type, and the changes it has not read.</summary>
internal sealed class SimulatedBrowse(SimulatedProcess process, ServiceType type)
{
    private readonly Queue<ServiceChange> _changes = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SimulatedProcess Process => process;

    public ServiceType Type => type;

    public void Tell(ServiceChange change)
    {
        _changes.Enqueue(change);
        _told.TrySetResult();
    }

    public async ValueTask<ServiceChange> ReadAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static browse => ((SimulatedBrowse)browse!)._told.TrySetResult(), this);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_changes.TryDequeue(out ServiceChange change))
                return change;
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _told.Task;
        }
    }
}
