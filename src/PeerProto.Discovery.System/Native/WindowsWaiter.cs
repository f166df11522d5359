using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native;

/// <summary>Waits with <c>WSAPoll</c>, which takes sockets only, so it is woken by a datagram to itself.</summary>
internal sealed partial class WindowsWaiter : IReadinessWaiter
{
    private const short Readable = 0x100;

    private readonly Socket _wake = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly byte[] _drain = new byte[16];
    private PollDescriptor[] _descriptors = new PollDescriptor[8];

    public WindowsWaiter()
    {
        _wake.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _wake.Connect(_wake.LocalEndPoint!);
    }

    public void Wait(IReadOnlyList<IDnsSdOperation> operations, ICollection<IDnsSdOperation> ready)
    {
        int count = operations.Count + 1;
        if (_descriptors.Length < count)
            _descriptors = new PollDescriptor[2 * count];
        for (int i = 0; i < operations.Count; i++)
            _descriptors[i] = new PollDescriptor { Socket = operations[i].Socket, Events = Readable };
        _descriptors[operations.Count] = new PollDescriptor { Socket = _wake.Handle, Events = Readable };

        if (Poll(_descriptors, (uint)count, Timeout.Infinite) < 0)
            throw new SocketException(Marshal.GetLastPInvokeError());

        for (int i = 0; i < operations.Count; i++)
        {
            if (_descriptors[i].Returned != 0)
                ready.Add(operations[i]);
        }

        if (_descriptors[operations.Count].Returned != 0)
            _wake.Receive(_drain);
    }

    public void Wake() => _wake.Send([1]);

    public void Dispose() => _wake.Dispose();

    [LibraryImport("ws2_32", EntryPoint = "WSAPoll", SetLastError = true)]
    private static partial int Poll([In, Out] PollDescriptor[] descriptors, uint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public nint Socket;
        public short Events;
        public short Returned;
    }
}
