using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// The one thread that talks to the system's service: it makes every request, waits for replies, hands them over and ends requests, so that
/// native code never works on one request in two threads. Calls from elsewhere are posted to it.
/// </summary>
internal sealed class RequestLoop
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _calls = new();
    private readonly Dictionary<IDnsSdOperation, Action<DnsSdError>> _broken = [];
    private readonly List<IDnsSdOperation> _operations = [];
    private readonly List<IDnsSdOperation> _fresh = [];
    private readonly IReadinessWaiter _waiter;
    private readonly Action _afterTurn;
    private readonly Action<Exception> _failed;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isWoken;
    private bool _isStopping;
    private bool _isOver;

    /// <summary>Starts the thread.</summary>
    /// <param name="waiter">Lets it wait; disposed with the loop.</param>
    /// <param name="afterTurn">Called after each turn.</param>
    /// <param name="failed">Called when an unexpected error ends the loop.</param>
    /// <param name="logger">Where that is logged.</param>
    public RequestLoop(IReadinessWaiter waiter, Action afterTurn, Action<Exception> failed, ILogger logger)
    {
        _waiter = waiter;
        _afterTurn = afterTurn;
        _failed = failed;
        _logger = logger;
        Thread thread = new(Run) { IsBackground = true, Name = "PeerProto.SystemDiscovery" };
        thread.UnsafeStart();
    }

    /// <summary>Has a call run on the thread. False when the loop has ended or is about to: then it does not run.</summary>
    public bool TryPost(Action call)
    {
        lock (_gate)
        {
            if (_isStopping || _isOver)
                return false;
            _calls.Enqueue(call);
            Wake();
            return true;
        }
    }

    /// <summary>Runs a call on the thread and waits for it. False when the loop has ended or ends before.</summary>
    public async Task<bool> TryInvokeAsync(Action call)
    {
        TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isPosted = TryPost(() =>
        {
            try
            {
                call();
                completion.TrySetResult();
            }
            catch (Exception failure)
            {
                completion.TrySetException(failure);
            }
        });
        if (!isPosted)
            return false;
        await Task.WhenAny(completion.Task, _ended.Task);
        if (!completion.Task.IsCompleted)
            return false;
        await completion.Task;
        return true;
    }

    /// <summary>Waits for the replies of an operation from now on. To be called on the thread.</summary>
    /// <param name="operation">The operation; the loop disposes it.</param>
    /// <param name="broken">Called when nothing more comes of it; it is disposed then.</param>
    public void Add(IDnsSdOperation operation, Action<DnsSdError> broken)
    {
        _operations.Add(operation);
        _fresh.Add(operation);
        _broken.Add(operation, broken);
    }

    /// <summary>Ends an operation, if it has not ended. To be called on the thread.</summary>
    public void Remove(IDnsSdOperation operation)
    {
        if (!_broken.Remove(operation))
            return;
        _operations.Remove(operation);
        _fresh.Remove(operation);
        operation.Dispose();
    }

    /// <summary>Ends the thread once the calls that were posted before have run, and disposes what is left.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            if (!_isStopping && !_isOver)
            {
                _isStopping = true;
                Wake();
            }
        }

        return _ended.Task;
    }

    private void Wake()
    {
        if (_isWoken)
            return;
        _isWoken = true;
        _waiter.Wake();
    }

    private void Run()
    {
        try
        {
            List<IDnsSdOperation> ready = [];
            while (RunCalls())
            {
                while (_fresh.Count > 0)
                {
                    IDnsSdOperation operation = _fresh[^1];
                    _fresh.RemoveAt(_fresh.Count - 1);
                    operation.DispatchReplies();
                }

                BreakDisconnected();
                _afterTurn();
                _waiter.Wait(_operations, ready);
                foreach (IDnsSdOperation operation in ready)
                    Process(operation);
                ready.Clear();
            }
        }
        catch (Exception failure)
        {
            SystemDiscoveryLog.Stopped(_logger, failure);
            _failed(failure);
        }
        finally
        {
            lock (_gate)
                _isOver = true;
            foreach (IDnsSdOperation operation in _operations.ToArray())
                Remove(operation);
            _waiter.Dispose();
            _ended.SetResult();
        }
    }

    /// <summary>Runs the calls that wait; false when the loop is to end.</summary>
    private bool RunCalls()
    {
        while (true)
        {
            Action? call;
            lock (_gate)
            {
                if (!_calls.TryDequeue(out call))
                {
                    _isWoken = false;
                    return !_isStopping;
                }
            }

            call();
        }
    }

    private void Process(IDnsSdOperation operation)
    {
        if (!_broken.ContainsKey(operation))
            return; // ended by what another one told in this turn
        DnsSdError error = operation.Socket < 0 ? DnsSdError.ServiceNotRunning : operation.ProcessResult();
        if (error != DnsSdError.NoError)
            Break(operation, error);
    }

    /// <summary>A connection that has gone has no socket, which would never become readable.</summary>
    private void BreakDisconnected()
    {
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            if (i < _operations.Count && _operations[i].Socket < 0)
                Break(_operations[i], DnsSdError.ServiceNotRunning);
        }
    }

    private void Break(IDnsSdOperation operation, DnsSdError error)
    {
        if (!_broken.TryGetValue(operation, out Action<DnsSdError>? broken))
            return;
        Remove(operation);
        broken(error);
    }
}
