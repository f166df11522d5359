using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native;

/// <summary>
/// A request to the library, and the replies that were not handed over yet. Native code knows it by a handle that lives until the request is
/// deallocated, and only queues replies: handlers run when the native call has returned, so they may dispose the operation.
/// </summary>
internal sealed unsafe class DnsSdOperation<TReply> : IDnsSdOperation
{
    /// <summary>How many replies of one call are kept; the service is not believed beyond that.</summary>
    public const int MaximumReplies = 16_384;

    private readonly DnsSdLibrary _library;
    private readonly Action<TReply> _handler;
    private readonly Queue<TReply> _replies = new();
    private readonly nint* _reference;
    private GCHandle _self;
    private bool _isOverrun;
    private bool _isDisposed;

    public DnsSdOperation(DnsSdLibrary library, Action<TReply> handler)
    {
        _library = library;
        _handler = handler;
        _reference = (nint*)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Where the library writes its reference.</summary>
    public nint* Reference => _reference;

    /// <summary>What the library gives to the callbacks.</summary>
    public nint Context => GCHandle.ToIntPtr(_self);

    public nint Socket => _library.SocketOf(*_reference);

    public DnsSdError ProcessResult()
    {
        DnsSdError error = _library.ProcessResult(*_reference);
        DispatchReplies();
        return _isOverrun ? DnsSdError.NoMemory : error;
    }

    public void DispatchReplies()
    {
        while (!_isDisposed && _replies.TryDequeue(out TReply? reply))
            _handler(reply);
    }

    /// <summary>Takes a reply from a callback.</summary>
    public void Enqueue(TReply reply)
    {
        if (_replies.Count < MaximumReplies)
            _replies.Enqueue(reply);
        else
            _isOverrun = true;
    }

    /// <summary>The library did not take the request, so it knows nothing of it.</summary>
    public void Abandon()
    {
        *_reference = 0;
        Dispose();
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (*_reference != 0)
            _library.Deallocate(*_reference);
        NativeMemory.Free(_reference);
        _self.Free();
    }
}
