using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A system's service that says what the test has it say, error codes that no real one gives here included.</summary>
internal sealed class FakeDnsSd : IDnsSd, IReadinessWaiter
{
    private readonly Dictionary<RequestKind, Channel<FakeOperation>> _made = Enum.GetValues<RequestKind>().ToDictionary(kind => kind, _ => Channel.CreateUnbounded<FakeOperation>());
    private readonly Dictionary<RequestKind, (DnsSdError Error, int Times)> _refusals = [];
    private readonly List<FakeOperation> _open = [];
    private readonly Dictionary<FakeOperation, Delegate> _handlers = [];
    private readonly Queue<Action> _idle = new();
    private bool _isWoken;

    public object Gate { get; } = new();

    public bool IsAvahi { get; init; }

    public bool KnowsPeerToPeer { get; init; }

    public bool MayStaySilent { get; init; }

    /// <summary>The TXT records that it was given, in order.</summary>
    public Channel<string> Txts { get; } = Channel.CreateUnbounded<string>();

    /// <summary>The types that it was given with registrations, in order.</summary>
    public ConcurrentQueue<string> Types { get; } = new();

    /// <summary>What it answers to updates of a TXT record.</summary>
    public DnsSdError UpdateResult { get; set; }

    /// <summary>What the code under test must not do and did.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Replies by itself to what it knows; null for a service that waits for the test.</summary>
    public Action<FakeOperation>? Answer { get; set; }

    /// <summary>The most operations that were open at a time.</summary>
    public int MostOpen { get; private set; }

    /// <summary>The operations that are open.</summary>
    public int Open
    {
        get
        {
            lock (Gate)
                return _open.Count;
        }
    }

    /// <summary>The next request of a kind that is made.</summary>
    public async Task<FakeOperation> NextAsync(RequestKind kind) =>
        await _made[kind].Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Refuses the next requests of a kind.</summary>
    public void Refuse(RequestKind kind, DnsSdError error, int times = 1)
    {
        lock (Gate)
            _refusals[kind] = (error, times);
    }

    public void Reply<TReply>(FakeOperation operation, TReply reply)
    {
        Action<TReply> handler;
        lock (Gate)
            handler = (Action<TReply>)_handlers[operation];
        operation.Reply(() => handler(reply));
    }

    /// <summary>Has an instance come or go on an interface.</summary>
    public void Tell(FakeOperation browse, string name, bool isThere = true, uint interfaceIndex = 2) =>
        Reply(browse, new BrowseReply(isThere ? DnsSdFlags.Add : DnsSdFlags.None, interfaceIndex, DnsSdError.NoError, name, browse.Subject + ".", "local."));

    public void TellPlace(FakeOperation resolve, string host, int port, params string[] txt) =>
        Reply(resolve, new ResolveReply(DnsSdError.NoError, host, port, [.. txt.SelectMany(entry => Encoding.UTF8.GetBytes(entry).Prepend((byte)entry.Length))]));

    public void TellAddress(FakeOperation addresses, string address, bool isThere = true, uint interfaceIndex = 2) =>
        Reply(addresses, new AddressReply(isThere ? DnsSdFlags.Add : DnsSdFlags.None, interfaceIndex, DnsSdError.NoError, IPAddress.Parse(address)));

    /// <summary>Changes something that ends a wait.</summary>
    public void Change(Action change)
    {
        lock (Gate)
        {
            change();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Calls back when the discovery's thread has nothing left to do.</summary>
    public void WhenWaiting(Action call) => Change(() => _idle.Enqueue(call));

    public void Report(string fault) => Faults.Enqueue(fault);

    public void Forget(FakeOperation operation)
    {
        lock (Gate)
            _open.Remove(operation);
    }

    public DnsSdError Browse(DnsSdFlags flags, uint interfaceIndex, string type, string domain, Action<BrowseReply> handler, out IDnsSdOperation? operation) =>
        Make(RequestKind.Browse, type, interfaceIndex, flags, handler, out operation);

    public DnsSdError Resolve(DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, Action<ResolveReply> handler, out IDnsSdOperation? operation) =>
        Make(RequestKind.Resolve, name, interfaceIndex, flags, handler, out operation);

    public DnsSdError QueryAddresses(DnsSdFlags flags, uint interfaceIndex, string host, Action<AddressReply> handler, ICollection<IDnsSdOperation> operations)
    {
        DnsSdError error = Make(RequestKind.Addresses, host, interfaceIndex, flags, handler, out IDnsSdOperation? operation);
        if (operation is not null)
            operations.Add(operation);
        return error;
    }

    public DnsSdError QueryRecord(DnsSdFlags flags, uint interfaceIndex, string fullName, ushort recordType, Action<RecordReply> handler, out IDnsSdOperation? operation) =>
        Make(RequestKind.Record, fullName, interfaceIndex, flags, handler, out operation);

    public DnsSdError Register(
        DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, int port, ReadOnlySpan<byte> txt, Action<RegisterReply> handler, out IDnsSdOperation? operation)
    {
        Txts.Writer.TryWrite(Encoding.UTF8.GetString(txt));
        Types.Enqueue(type);
        return Make(RequestKind.Register, name, interfaceIndex, flags, handler, out operation);
    }

    public DnsSdError UpdateTxt(IDnsSdOperation registration, ReadOnlySpan<byte> txt)
    {
        Txts.Writer.TryWrite(Encoding.UTF8.GetString(txt));
        return UpdateResult;
    }

    public void Wait(IReadOnlyList<IDnsSdOperation> operations, ICollection<IDnsSdOperation> ready)
    {
        lock (Gate)
        {
            while (!_isWoken && !operations.Any(operation => ((FakeOperation)operation).IsReady))
            {
                while (_idle.TryDequeue(out Action? call))
                    call();
                Monitor.Wait(Gate);
            }

            _isWoken = false;
            foreach (IDnsSdOperation operation in operations.Where(operation => ((FakeOperation)operation).IsReady))
                ready.Add(operation);
        }
    }

    public void Wake() => Change(() => _isWoken = true);

    public void Dispose()
    {
        lock (Gate)
        {
            if (_open.Count > 0)
                Report($"{_open.Count} operations were left open.");
        }
    }

    private DnsSdError Make(RequestKind kind, string subject, uint interfaceIndex, DnsSdFlags flags, Delegate handler, out IDnsSdOperation? operation)
    {
        operation = null;
        FakeOperation made = new(this, kind, subject, interfaceIndex, flags);
        lock (Gate)
        {
            if (_refusals.TryGetValue(kind, out (DnsSdError Error, int Times) refusal) && refusal.Times > 0)
            {
                _refusals[kind] = (refusal.Error, refusal.Times - 1);
                return refusal.Error;
            }

            _handlers.Add(made, handler);
            _open.Add(made);
            MostOpen = Math.Max(MostOpen, _open.Count);
        }

        Answer?.Invoke(made);
        _made[kind].Writer.TryWrite(made);
        operation = made;
        return DnsSdError.NoError;
    }
}
