using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PeerProto.Testing;

/// <summary>A network interface whose cable ends in this process: what the interface sends is read here, what is written here arrives at it (tun/tap of Linux).</summary>
internal sealed partial class TapDevice : IDisposable
{
    public const string DevicePath = "/dev/net/tun";

    /// <summary>The largest packet: the largest that an interface of the lab may be told to send, and its Ethernet head.</summary>
    public const int MaximumPacketBytes = 65_536 + 18;

    private const int ReadWriteCloseOnExec = 2 | 0x80000;
    private const nuint SetInterface = 0x400454ca;
    private const short TapWithoutHeader = 0x0002 | 0x1000;
    private const int NameBytes = 16;
    private const int RequestBytes = 40;
    private const short PollInput = 1;
    private const int Interrupted = 4;

    private readonly SafeFileHandle _device;
    private readonly SafeFileHandle _stop;

    private TapDevice(SafeFileHandle device, SafeFileHandle stop)
    {
        _device = device;
        _stop = stop;
    }

    /// <summary>Makes an interface in the network that the calling thread stands in. It goes when this object does.</summary>
    /// <exception cref="NetworkLabException">The system refuses it.</exception>
    public static TapDevice Create(string name)
    {
        SafeFileHandle device = Open(DevicePath, ReadWriteCloseOnExec);
        if (device.IsInvalid)
            throw Failure();
        Span<byte> request = stackalloc byte[RequestBytes];
        request.Clear();
        Encoding.ASCII.GetBytes(name, request[..(NameBytes - 1)]);
        MemoryMarshal.Write(request[NameBytes..], TapWithoutHeader);
        if (Control(device, SetInterface, ref MemoryMarshal.GetReference(request)) != 0)
        {
            NetworkLabException failure = Failure();
            device.Dispose();
            throw failure;
        }

        return new TapDevice(device, EventCounter(0, 0));
    }

    /// <summary>Waits for a packet.</summary>
    /// <returns>Its length, or 0 when <see cref="Stop"/> was called.</returns>
    public int Read(Span<byte> packet)
    {
        Span<PollEntry> entries = [new PollEntry { Descriptor = (int)_device.DangerousGetHandle(), Wanted = PollInput }, new PollEntry { Descriptor = (int)_stop.DangerousGetHandle(), Wanted = PollInput }];
        while (true)
        {
            if (Poll(ref MemoryMarshal.GetReference(entries), (nuint)entries.Length, -1) < 0 && Marshal.GetLastPInvokeError() != Interrupted)
                return 0;
            if (entries[1].Happened != 0)
                return 0;
            if (entries[0].Happened == 0)
                continue;
            nint length = ReadBytes(_device, ref MemoryMarshal.GetReference(packet), (nuint)packet.Length);
            if (length > 0)
                return (int)length;
        }
    }

    /// <summary>Hands a packet to the interface, which drops it while it is down.</summary>
    public void Write(ReadOnlySpan<byte> packet) => _ = WriteBytes(_device, ref MemoryMarshal.GetReference(packet), (nuint)packet.Length);

    /// <summary>Ends a wait for packets, also a later one.</summary>
    public void Stop()
    {
        ReadOnlySpan<byte> one = BitConverter.GetBytes(1L);
        _ = WriteBytes(_stop, ref MemoryMarshal.GetReference(one), sizeof(long));
    }

    public void Dispose()
    {
        _device.Dispose();
        _stop.Dispose();
    }

    private static NetworkLabException Failure()
    {
        Win32Exception cause = new(Marshal.GetLastPInvokeError());
        return new NetworkLabException("making an interface with a relayed cable", cause.Message + ".", $"This needs {DevicePath} and CAP_NET_ADMIN.", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle device, nuint request, ref byte argument);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle EventCounter(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollEntry entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadBytes(SafeFileHandle handle, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(SafeFileHandle handle, ref readonly byte buffer, nuint count);

    private struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }
}
