using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerProto.Networking;

/// <summary>
/// Linux's word that an interface, an address or a route has changed: a netlink socket in the kernel's groups for those (rtnetlink(7)). What changed is not read, since a new snapshot tells
/// it; .NET's own events leave IPv6 addresses and routes out.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class LinuxChangeSocket : IDisposable
{
    private const ushort NetlinkFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const uint Groups = 0x1 | 0x10 | 0x40 | 0x100 | 0x400; // links, IPv4 addresses and routes, IPv6 addresses and routes
    private const int AddressLength = 12;

    private readonly Socket _socket;
    private readonly Action _changed;

    private LinuxChangeSocket(Socket socket, Action changed)
    {
        _socket = socket;
        _changed = changed;
    }

    /// <summary>Starts to listen, if the system lets this program.</summary>
    /// <param name="changed">Called from a pool thread after each message of the kernel; a burst of changes is many.</param>
    public static LinuxChangeSocket? TryStart(Action changed)
    {
        SafeSocketHandle handle = new(OpenSocket(NetlinkFamily, RawCloseOnExec, 0), ownsHandle: true);
        try
        {
            if (handle.IsInvalid)
                return null;
            byte[] address = new byte[AddressLength]; // family, padding, this socket's number (0: the kernel gives one), groups
            BitConverter.TryWriteBytes(address.AsSpan(0), NetlinkFamily);
            BitConverter.TryWriteBytes(address.AsSpan(8), Groups);
            if (Bind(handle, address, AddressLength) != 0)
            {
                handle.Dispose();
                return null;
            }

            LinuxChangeSocket started = new(new Socket(handle), changed);
            _ = started.ListenAsync();
            return started;
        }
        catch (Exception failure) when (failure is SocketException or DllNotFoundException or EntryPointNotFoundException)
        {
            handle.Dispose();
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            try
            {
                await _socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None);
            }
            catch (SocketException overrun) when (overrun.SocketErrorCode is SocketError.NoBufferSpaceAvailable or SocketError.MessageSize)
            {
                // More has changed than the socket could hold: that is all there is to know.
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }

            _changed();
        }
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeSocketHandle socket, byte[] address, int length);
}
