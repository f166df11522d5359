using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A request that the code under test made, and the replies that the test gives.</summary>
internal sealed class FakeOperation(FakeDnsSd service, RequestKind kind, string subject, uint interfaceIndex, DnsSdFlags flags) : IDnsSdOperation
{
    private readonly Queue<Action> _replies = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DnsSdError _error;
    private bool _isDisconnected;

    public RequestKind Kind => kind;

    /// <summary>The service type, instance, host or record asked for.</summary>
    public string Subject => subject;

    public uint InterfaceIndex => interfaceIndex;

    public DnsSdFlags Flags => flags;

    /// <summary>Completes when the code under test has ended it.</summary>
    public Task Disposed => _disposed.Task;

    /// <summary>Whether a wait for it ends now; under the service's lock.</summary>
    public bool IsReady => _replies.Count > 0 || _error != DnsSdError.NoError || _isDisconnected;

    public nint Socket
    {
        get
        {
            lock (service.Gate)
                return _isDisconnected ? -1 : 1;
        }
    }

    /// <summary>Has the service reply.</summary>
    public void Reply(Action reply) => service.Change(() => _replies.Enqueue(reply));

    /// <summary>Has the service end it with an error.</summary>
    public void Break(DnsSdError error) => service.Change(() => _error = error);

    /// <summary>Has the service go without a word.</summary>
    public void Disconnect() => service.Change(() => _isDisconnected = true);

    public DnsSdError ProcessResult()
    {
        DispatchReplies();
        lock (service.Gate)
            return _error;
    }

    public void DispatchReplies()
    {
        CheckThread();
        while (!Disposed.IsCompleted)
        {
            Action? reply;
            lock (service.Gate)
            {
                if (!_replies.TryDequeue(out reply))
                    return;
            }

            reply();
        }
    }

    public void Dispose()
    {
        CheckThread();
        service.Forget(this); // first, so that whoever awaits the end finds it gone
        if (!_disposed.TrySetResult())
            service.Report($"{kind} of {subject} was disposed twice.");
    }

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            service.Report($"{kind} of {subject} was made on one thread and used on another.");
    }
}
