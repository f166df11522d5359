using System.Diagnostics;

namespace PeerProto.Testing;

/// <summary>A cable of the lab that runs through this process, so that something can be done to its packets: an interface at either end, and a line each way.</summary>
internal sealed class LabRelay : IDisposable
{
    private readonly TapDevice _host;
    private readonly TapDevice _bridge;
    private readonly Direction _outward;
    private readonly Direction _inward;

    /// <param name="networkNamespace">Where both interfaces are.</param>
    /// <param name="hostPort">The one at the host's end.</param>
    /// <param name="bridgePort">The one at the bridge's end.</param>
    /// <param name="seed">Decides which packets are hit.</param>
    public LabRelay(string networkNamespace, string hostPort, string bridgePort, ulong seed)
    {
        _host = NetworkNamespace.Invoke(networkNamespace, () => TapDevice.Create(hostPort));
        try
        {
            _bridge = NetworkNamespace.Invoke(networkNamespace, () => TapDevice.Create(bridgePort));
        }
        catch
        {
            _host.Dispose();
            throw;
        }

        _outward = new Direction(_host, _bridge, seed);
        _inward = new Direction(_bridge, _host, ~seed);
    }

    /// <summary>What the host sent.</summary>
    public LinkCounters Outward => _outward.Counters;

    /// <summary>What was sent to the host.</summary>
    public LinkCounters Inward => _inward.Counters;

    public void Set(LinkImpairment impairment)
    {
        _outward.Set(impairment);
        _inward.Set(impairment);
    }

    public void Dispose()
    {
        _outward.Stop();
        _inward.Stop();
        _host.Dispose();
        _bridge.Dispose();
    }

    /// <summary>Two threads: one takes packets in, one lets them out when their time has come.</summary>
    private sealed class Direction
    {
        private readonly TapDevice _from;
        private readonly TapDevice _to;
        private readonly ImpairedLine _line;
        private readonly object _gate = new();
        private readonly Thread _taking;
        private readonly Thread _letting;
        private bool _isOver;

        public Direction(TapDevice from, TapDevice to, ulong seed)
        {
            _from = from;
            _to = to;
            _line = new ImpairedLine(seed);
            _taking = Start(Take);
            _letting = Start(Let);
        }

        public LinkCounters Counters
        {
            get
            {
                lock (_gate)
                    return _line.Counters;
            }
        }

        public void Set(LinkImpairment impairment)
        {
            lock (_gate)
                _line.Impairment = impairment;
        }

        public void Stop()
        {
            _from.Stop();
            lock (_gate)
            {
                _isOver = true;
                Monitor.PulseAll(_gate);
            }

            _taking.Join();
            _letting.Join();
            _line.Dispose();
        }

        private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

        private static Thread Start(ThreadStart run)
        {
            Thread thread = new(run) { IsBackground = true, Name = "lab relay" };
            thread.Start();
            return thread;
        }

        private void Take()
        {
            byte[] packet = new byte[TapDevice.MaximumPacketBytes];
            while (_from.Read(packet) is > 0 and int length)
            {
                lock (_gate)
                {
                    _line.Send(packet.AsSpan(0, length), Now);
                    Monitor.Pulse(_gate);
                }
            }
        }

        private void Let()
        {
            while (TryTakeDue(out ImpairedLine.Packet packet))
            {
                using (packet)
                    _to.Write(packet.Span);
            }
        }

        /// <returns>False when the cable is unplugged.</returns>
        private bool TryTakeDue(out ImpairedLine.Packet packet)
        {
            packet = default;
            lock (_gate)
            {
                while (!_isOver)
                {
                    if (_line.TryReceive(Now, out packet))
                        return true;
                    if (_line.NextDue is not { } due)
                        Monitor.Wait(_gate);
                    else if (due > Now)
                        Monitor.Wait(_gate, (int)Math.Ceiling((due - Now).TotalMilliseconds));
                }
            }

            return false;
        }
    }
}
