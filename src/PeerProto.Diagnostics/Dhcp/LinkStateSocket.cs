using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerProto.Diagnostics;

/// <summary>Linux' word that an interface came up or went down: a netlink socket in the group of links (rtnetlink(7)).</summary>
internal sealed partial class LinkStateSocket : IDisposable
{
    private const ushort NetlinkFamily = 16;
    private const int RawCloseOnExec = 3 | 0x80000;
    private const uint LinkGroup = 0x1;
    private const int AddressLength = 12;
    private const ushort NewLink = 16, DeleteLink = 17;
    private const byte AnyFamily = 0;
    private const uint UpAndRunning = 0x1 | 0x40;
    private const int HeaderLength = 16, LinkLength = 16;

    private readonly Socket _socket;
    private readonly int _interface;
    private readonly byte[] _buffer = new byte[32 * 1024];

    private LinkStateSocket(Socket socket, int interfaceIndex)
    {
        _socket = socket;
        _interface = interfaceIndex;
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The system does not let it.</exception>
    public static LinkStateSocket Open(int interfaceIndex)
    {
        SafeSocketHandle handle = new(OpenSocket(NetlinkFamily, RawCloseOnExec, 0), ownsHandle: true);
        byte[] address = new byte[AddressLength]; // family, padding, this socket's number (0: the kernel gives one), groups
        BitConverter.TryWriteBytes(address.AsSpan(0), NetlinkFamily);
        BitConverter.TryWriteBytes(address.AsSpan(8), LinkGroup);
        if (!handle.IsInvalid && Bind(handle, address, AddressLength) == 0)
            return new LinkStateSocket(new Socket(handle), interfaceIndex);
        int error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        throw new SocketException(error);
    }

    /// <summary>Waits until the kernel speaks of the interface.</summary>
    /// <param name="isUp">Asks whether the interface is up, where the kernel had more to say than the socket could hold; null where it is gone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<LinkState> ReadAsync(Func<bool?> isUp, CancellationToken cancellationToken)
    {
        while (true)
        {
            int length;
            try
            {
                length = await _socket.ReceiveAsync(_buffer.AsMemory(), SocketFlags.None, cancellationToken);
            }
            catch (SocketException overrun) when (overrun.SocketErrorCode is SocketError.NoBufferSpaceAvailable or SocketError.MessageSize)
            {
                return isUp() switch { true => LinkState.Up, false => LinkState.Down, null => LinkState.Gone };
            }

            if (StateIn(_buffer.AsSpan(0, length), _interface) is { } state)
                return state;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>What messages say of an interface: the last word, but none after it is gone; null where they say nothing.</summary>
    internal static LinkState? StateIn(ReadOnlySpan<byte> messages, int interfaceIndex)
    {
        LinkState? state = null;
        while (messages.Length >= HeaderLength + LinkLength)
        {
            uint length = MemoryMarshal.Read<uint>(messages);
            ushort type = MemoryMarshal.Read<ushort>(messages[4..]);
            if (length < HeaderLength || length > messages.Length)
                break;
            // A bridge speaks of its ports by the same messages, of a family of its own: a port that leaves is not gone.
            if (type is NewLink or DeleteLink && length >= HeaderLength + LinkLength && messages[HeaderLength] == AnyFamily && MemoryMarshal.Read<int>(messages[(HeaderLength + 4)..]) == interfaceIndex)
            {
                state = type == DeleteLink ? LinkState.Gone : (MemoryMarshal.Read<uint>(messages[(HeaderLength + 8)..]) & UpAndRunning) == UpAndRunning ? LinkState.Up : LinkState.Down;
                if (state == LinkState.Gone)
                    break;
            }

            messages = messages[Math.Min(messages.Length, (int)((length + 3) & ~3u))..];
        }

        return state;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int OpenSocket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeSocketHandle socket, byte[] address, int length);
}
