namespace PeerProto.Discovery.Native;

/// <summary>Lets one thread wait for many operations at once.</summary>
internal interface IReadinessWaiter : IDisposable
{
    /// <summary>Waits until an operation has replies, or <see cref="Wake"/> is called.</summary>
    /// <param name="operations">What to wait for.</param>
    /// <param name="ready">Gets those that have replies, or whose connection is gone.</param>
    void Wait(IReadOnlyList<IDnsSdOperation> operations, ICollection<IDnsSdOperation> ready);

    /// <summary>Ends a wait that is under way, or else the next one. One call at a time, from any thread.</summary>
    void Wake();
}
