namespace PeerProto.Testing;

/// <summary>A port of a simulated peer.</summary>
internal sealed class SimulatedListener(SimulatedProcess process, PeerEndpoint endpoint, int backlog) : ITransportListener
{
    private readonly Queue<SimulatedConnection> _waiting = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;

    public PeerEndpoint LocalEndpoint => endpoint;

    /// <summary>Takes a link in.</summary>
    /// <returns>False when as many wait as may.</returns>
    public bool TryOffer(SimulatedConnection connection)
    {
        if (_waiting.Count == backlog)
            return false;
        _waiting.Enqueue(connection);
        _arrived.TrySetResult();
        return true;
    }

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static listener => ((SimulatedListener)listener!)._arrived.TrySetResult(), this);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_isClosed, typeof(ITransportListener));
            if (_waiting.TryDequeue(out SimulatedConnection? connection))
                return connection.Transport;
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _arrived.Task;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_isClosed)
            return default;
        _isClosed = true;
        process.Listeners.Remove(endpoint.Port);
        _arrived.TrySetResult();
        while (_waiting.TryDequeue(out SimulatedConnection? unaccepted))
            unaccepted.Abort();
        return default;
    }
}
