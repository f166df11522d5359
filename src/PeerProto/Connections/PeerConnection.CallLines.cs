using System.Buffers;
using PeerProto.Calls;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private readonly Dictionary<int, CallLine> _callLines = [];
    private long _argumentsInLine;

    /// <summary>Takes a call out of its line.</summary>
    /// <returns>False when it does not wait in one.</returns>
    public bool LeaveLine(ReceivedCall received, CallDescriptor call)
    {
        if (call.Concurrency is null)
            return false;
        lock (_gate)
        {
            if (!_callLines.TryGetValue(call.Id, out CallLine? line) || !line.TryLeave(received, out int bytes))
                return false;
            _argumentsInLine -= bytes;
            return true;
        }
    }

    private void AnswerInTurn(ReceivedCall received, CallState call, int concurrency, in ReadOnlySequence<byte> arguments)
    {
        CallLine? line;
        bool mayRun;
        lock (_gate)
        {
            if (!_callLines.TryGetValue(call.Descriptor.Id, out line))
                _callLines.Add(call.Descriptor.Id, line = new CallLine(concurrency));
            mayRun = line.TryEnter();
            if (!mayRun && _argumentsInLine < _options.Limits.MaximumWindowBytes)
            {
                line.Add(received, arguments);
                _argumentsInLine += arguments.Length;
                return;
            }
        }

        if (!mayRun)
        {
            received.RefuseToWait();
            return;
        }

        _ = PassOnAsync(line, call.Descriptor, Dispatch(received, call.Descriptor, arguments));
    }

    /// <summary>Runs the calls that wait, one by one, in the place of the one that has begun.</summary>
    private async Task PassOnAsync(CallLine line, CallDescriptor call, ValueTask answer)
    {
        while (true)
        {
            await answer;
            ReceivedCall next;
            byte[] arguments;
            lock (_gate)
            {
                if (_isRefused || !line.TryPassOn(out next, out arguments))
                    return; // of a refused connection those that wait are cancelled when it ends
                _argumentsInLine -= arguments.Length;
            }

            // The permission may have been taken from the peer since the call came.
            answer = MayUse(Peer!, call.Permission) ? Dispatch(next, call, new ReadOnlySequence<byte>(arguments)) : RefuseUnauthorized(next, call);
            WriteNow();
        }
    }
}
