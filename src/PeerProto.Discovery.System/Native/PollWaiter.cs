using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native;

/// <summary>Waits with <c>poll</c>, and is woken by a byte through a pipe. The sockets stay as they are: the library reads them blocking.</summary>
internal sealed partial class PollWaiter : IReadinessWaiter
{
    private const short Readable = 1;
    private const int Interrupted = 4;

    private readonly AnonymousPipeServerStream _wakes = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream _wake;
    private readonly byte[] _drain = new byte[16];
    private PollDescriptor[] _descriptors = new PollDescriptor[8];

    public PollWaiter() => _wake = new AnonymousPipeClientStream(PipeDirection.Out, _wakes.ClientSafePipeHandle);

    public void Wait(IReadOnlyList<IDnsSdOperation> operations, ICollection<IDnsSdOperation> ready)
    {
        int count = operations.Count + 1;
        if (_descriptors.Length < count)
            _descriptors = new PollDescriptor[2 * count];
        for (int i = 0; i < operations.Count; i++)
            _descriptors[i] = new PollDescriptor { Socket = (int)operations[i].Socket, Events = Readable };
        _descriptors[operations.Count] = new PollDescriptor { Socket = (int)_wakes.SafePipeHandle.DangerousGetHandle(), Events = Readable };

        if (Poll(_descriptors, (nuint)count, Timeout.Infinite) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == Interrupted)
                return;
            throw new Win32Exception(error);
        }

        for (int i = 0; i < operations.Count; i++)
        {
            if (_descriptors[i].Returned != 0)
                ready.Add(operations[i]);
        }

        if (_descriptors[operations.Count].Returned != 0)
            _ = _wakes.Read(_drain);
    }

    public void Wake() => _wake.WriteByte(1);

    public void Dispose()
    {
        _wake.Dispose();
        _wakes.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] PollDescriptor[] descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Socket;
        public short Events;
        public short Returned;
    }
}
