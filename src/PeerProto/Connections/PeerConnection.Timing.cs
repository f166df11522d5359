namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    private readonly ITimer _timer;
    private TimeSpan _armedFor = TimeSpan.MaxValue;

    /// <summary>Brings the timer forward when the machine's next deadline lies before it; a deadline that moved back is found when the timer fires in vain.</summary>
    private void Rearm()
    {
        if (_machine.NextDeadline is not { } next || next >= _armedFor || _failure is not null)
            return;
        _armedFor = next;
        TimeSpan due = next - Now;
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        bool isOver;
        lock (_gate)
        {
            if (_failure is not null)
                return;
            _armedFor = TimeSpan.MaxValue;
            _machine.HandleTimeout(Now);
            isOver = _machine.Phase == Protocol.Connections.ConnectionPhase.Closed;
            if (!isOver)
                Rearm();
        }

        _output.Set();
        if (_multistream is not null)
            WakeReader();
        if (!isOver)
            return;
        _reader.CancelPendingRead();
    }
}
