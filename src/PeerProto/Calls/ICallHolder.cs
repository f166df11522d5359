using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Calls;

/// <summary>What stands behind <see cref="CallState.Tag"/>: the one who hears of a call's events. Called by the reading loop, never under the connection's lock.</summary>
internal interface ICallHolder
{
    /// <summary>The result came.</summary>
    void OnResult(ref PeerReader reader);

    /// <summary>A report of progress came.</summary>
    void OnProgress(ref PeerReader reader);

    /// <summary>Items that come are of this work on the other side.</summary>
    void OnTrace(TraceContext trace);

    /// <summary>Items came, or their end.</summary>
    void OnItems();

    /// <summary>The next bytes of a byte stream came.</summary>
    void OnBytes(in ReadOnlySequence<byte> bytes);

    /// <summary>The other side has given up its items or bytes.</summary>
    void OnReset(long code);

    /// <summary>The other side takes no more items or bytes.</summary>
    void OnStopRequested(long code);

    /// <summary>The caller has cancelled.</summary>
    void OnCancelled();

    /// <summary>The call failed on the other side, or the connection ended.</summary>
    void OnFailure(Exception failure);
}
