namespace PeerProto.Discovery.Native.Windows;

/// <summary>Waits for requests whose replies come to callbacks, and not over sockets.</summary>
internal sealed class EventWaiter : IReadinessWaiter
{
    private readonly AutoResetEvent _event = new(false);

    public void Wait(IReadOnlyList<IDnsSdOperation> operations, ICollection<IDnsSdOperation> ready)
    {
        foreach (IDnsSdOperation operation in operations)
            ((WindowsOperation)operation).Wakes(_event);
        if (!operations.Any(static operation => ((WindowsOperation)operation).IsReady))
            _event.WaitOne();
        foreach (IDnsSdOperation operation in operations)
        {
            if (((WindowsOperation)operation).IsReady)
                ready.Add(operation);
        }
    }

    public void Wake() => _event.Set();

    /// <summary>The event itself goes with the last callback that may set it.</summary>
    public void Dispose() => _event.Set();
}
