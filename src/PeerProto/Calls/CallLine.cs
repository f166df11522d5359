using System.Buffers;

namespace PeerProto.Calls;

/// <summary>
/// The calls of one method whose contract limits how many of a peer run at once: those that run are counted, the others wait in order with their arguments as bytes. To be used under the
/// connection's lock.
/// </summary>
internal sealed class CallLine(int places)
{
    private readonly LinkedList<(ReceivedCall Call, byte[] Arguments)> _waiting = new();
    private int _running;

    /// <summary>Takes a place for a call.</summary>
    /// <returns>Whether the call may run now.</returns>
    public bool TryEnter()
    {
        if (_running >= places)
            return false;
        _running++;
        return true;
    }

    /// <summary>Lets a call wait.</summary>
    public void Add(ReceivedCall call, in ReadOnlySequence<byte> arguments) => _waiting.AddLast((call, arguments.ToArray()));

    /// <summary>Hands the place of a call that is done to the next one that waits, or gives it back.</summary>
    public bool TryPassOn(out ReceivedCall next, out byte[] arguments)
    {
        (next, arguments) = _waiting.First?.Value ?? default;
        if (_waiting.Count == 0)
        {
            _running--;
            return false;
        }

        _waiting.RemoveFirst();
        return true;
    }

    /// <summary>Takes a call out that waits.</summary>
    /// <returns>False when it does not.</returns>
    public bool TryLeave(ReceivedCall call, out int bytes)
    {
        bytes = 0;
        for (LinkedListNode<(ReceivedCall Call, byte[] Arguments)>? place = _waiting.First; place is not null; place = place.Next)
        {
            if (place.Value.Call != call)
                continue;
            bytes = place.Value.Arguments.Length;
            _waiting.Remove(place);
            return true;
        }

        return false;
    }
}
