using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Calls;

/// <summary>A call of this side, from the app's wish to its end. While the peer takes no more calls it stands in the connection's line.</summary>
internal abstract class OutgoingCallHolder : ICallHolder
{
    /// <summary>Opens the call. Called under the connection's lock, when the peer takes it.</summary>
    /// <returns>The call.</returns>
    /// <exception cref="PeerEncodeException">The arguments do not fit.</exception>
    public abstract CallState Open();

    public virtual void OnResult(ref PeerReader reader)
    {
    }

    public virtual void OnProgress(ref PeerReader reader)
    {
    }

    public virtual void OnTrace(TraceContext trace)
    {
    }

    public virtual void OnItems()
    {
    }

    public virtual void OnBytes(in ReadOnlySequence<byte> bytes)
    {
    }

    public virtual void OnReset(long code)
    {
    }

    public virtual void OnStopRequested(long code)
    {
    }

    public void OnCancelled()
    {
    }

    public abstract void OnFailure(Exception failure);
}
