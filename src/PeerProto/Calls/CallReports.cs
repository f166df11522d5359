using PeerProto.Channels;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>The reports of progress in a call of the peer. While the output has no room only the newest waits, so the app's method is never held back by them.</summary>
internal abstract class CallReports(PeerConnection connection, CallState call) : IOutputWaiter
{
    private EncodedMessage? _newest;

    /// <summary>Writes the report that waits, if there is one. To be called under the connection's lock, also before the answer is written.</summary>
    public void Flush()
    {
        if (_newest is not { } report)
            return;
        _newest = null;
        Write(report);
    }

    public bool Resume()
    {
        if (!connection.HasOutputRoom)
            return true;
        Flush();
        return false;
    }

    public void Fail(PeerConnectionException failure) => Drop();

    /// <summary>Writes a report, or lets it wait in the place of an older one. It belongs to this afterwards.</summary>
    protected void Send(EncodedMessage report)
    {
        lock (connection.Gate)
        {
            if (connection.Failure is not null || call.IsEnded)
            {
                report.Release();
            }
            else if (report.Span.Length > Math.Min(connection.Remote.MaximumMessageBytes, call.Descriptor.MaxSize))
            {
                int length = report.Span.Length;
                report.Release();
                connection.Machine.ThrowIfTooLarge(length, call.Descriptor.MaxSize);
            }
            else if (connection.HasOutputRoom)
            {
                Drop();
                Write(report);
                connection.RequestWrite();
            }
            else
            {
                Drop();
                _newest = report;
                connection.AddWaiter(this);
            }
        }
    }

    private void Drop()
    {
        _newest?.Release();
        _newest = null;
    }

    private void Write(EncodedMessage report)
    {
        connection.Machine.WriteProgress(call, report.Span);
        report.Release();
    }
}
