using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;

namespace PeerProto.Calls;

/// <summary>
/// Reads the items that the other side sends in a call. Items wait as bytes in the flow's backlog and are decoded as they are read; their credit goes back in
/// portions. One reader at a time.
/// </summary>
internal sealed class ItemReader<TItem, TCodec>(PeerConnection connection) : IItemWaiter
    where TCodec : struct, IPeerCodec<TItem>
{
    private const int CreditPortion = 32;

    private readonly AsyncSignal _arrived = new();
    private MessageBacklog _taken = new();
    private CallState? _call;
    private Exception? _failure;
    private long _consumedItems;
    private long _consumedBytes;

    public PeerDecodeException? Malformed { get; private set; }

    /// <summary>Why there are no more items, where it is a failure.</summary>
    public Exception? Failure => Volatile.Read(ref _failure) ?? Malformed;

    /// <summary>Binds the reader to its call, once that is open.</summary>
    public void Attach(CallState call) => _call = call;

    public void Wake() => _arrived.Set();

    public void Fail(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _arrived.Set();
    }

    /// <summary>Waits for an item.</summary>
    /// <returns>False when the items are complete.</returns>
    public async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static state => ((ItemReader<TItem, TCodec>)state!).Wake(), this);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (connection.IsRefused)
                throw connection.GetRefusal();
            if (HasItem(out bool isComplete))
                return true;
            if (isComplete)
                return false;
            if (Volatile.Read(ref _failure) is { } failure)
                throw failure;
            await _arrived.WaitAsync();
        }
    }

    /// <summary>Reads an item that is there already, unless the peer is refused by now.</summary>
    /// <exception cref="PeerDecodeException">The item is not what the contract says.</exception>
    public bool TryRead(out TItem item)
    {
        if (connection.IsRefused || !_taken.TryDequeue(out ReadOnlyMemory<byte> bytes))
        {
            item = default!;
            return false;
        }

        _consumedItems++;
        _consumedBytes += bytes.Length;
        PeerReader reader = new(bytes.Span, connection.CodecLimits);
        try
        {
            PeerConnection.RefuseTooLarge(reader.Remaining, _call!.Descriptor.MaxSize);
            item = TCodec.Read(ref reader);
        }
        catch (PeerDecodeException malformed)
        {
            Malformed = malformed;
            throw;
        }
        catch (Exception failure)
        {
            PeerDecodeException undecodable = PeerConnection.Undecodable("item", failure);
            Interlocked.CompareExchange(ref _failure, undecodable, null);
            throw undecodable;
        }

        if (_consumedItems >= CreditPortion || _taken.Count == 0)
            ReturnCredit();
        return true;
    }

    private bool HasItem(out bool isComplete)
    {
        isComplete = false;
        if (_taken.Count > 0)
            return true;
        lock (connection.Gate)
        {
            if (_call?.Inbound is not { } inbound)
                return false;
            if (inbound.Backlog.Count == 0)
            {
                if (_call.InboundReset is { } code)
                    throw new PeerStreamException((long)code);
                isComplete = _call.InboundEnded;
                return false;
            }

            _taken = inbound.ExchangeBacklog(_taken);
            return true;
        }
    }

    private void ReturnCredit()
    {
        lock (connection.Gate)
            connection.Machine.Consume(_call!.Inbound!, _consumedItems, _consumedBytes, connection.Now);
        _consumedItems = _consumedBytes = 0;
        connection.WriteNow();
    }
}
