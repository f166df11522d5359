using System.Net.Sockets;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Tcp;

/// <summary>What the systems tell of a TCP connection, each in a struct of its own. A struct that came shorter than a field is null there.</summary>
internal static class TcpStatistics
{
    private const int TcpLevel = 6;
    private const int LinuxTcpInfo = 11;
    private const int MacTcpConnectionInfo = 0x106;
    private const int WindowsSioTcpInfo = unchecked((int)0xD8000027);

    /// <summary>More than any of the structs has today; systems fill in as much as they know.</summary>
    private const int MaximumInfoBytes = 512;

    /// <summary>What is told now, or null where this system tells nothing or the connection has ended.</summary>
    public static LinkStatistics? Read(Socket socket)
    {
        try
        {
            return OperatingSystem.IsLinux() ? FromLinux(Option(socket, LinuxTcpInfo))
                : OperatingSystem.IsMacOS() ? FromMac(Option(socket, MacTcpConnectionInfo))
                : OperatingSystem.IsWindows() ? FromWindows(WindowsInfo(socket))
                : null;
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Reads <c>struct tcp_info</c> of <c>linux/tcp.h</c>, which only ever grows at its end.</summary>
    internal static LinkStatistics FromLinux(ReadOnlySpan<byte> info)
    {
        const int SegmentSize = 16, UnacknowledgedSegments = 24, RoundTripMicroseconds = 68, CongestionSegments = 80;
        const int AcknowledgedBytes = 120, UnsentBytes = 144, SentBytes = 200, RetransmittedBytes = 208;
        uint? roundTrip = UInt32At(info, RoundTripMicroseconds);
        return new LinkStatistics
        {
            RoundTripTime = roundTrip is > 0 ? TimeSpan.FromMicroseconds(roundTrip.Value) : null,
            // That no segment is on its way is told for sure. The counters of bytes may be one apart, since the opening handshake counts in one of them.
            BytesInFlight = UInt32At(info, UnacknowledgedSegments) == 0
                ? 0
                : UInt64At(info, SentBytes) - UInt64At(info, RetransmittedBytes) - UInt64At(info, AcknowledgedBytes),
            UnsentBytes = UInt32At(info, UnsentBytes),
            RetransmittedBytes = UInt64At(info, RetransmittedBytes),
            CongestionWindow = (long?)UInt32At(info, CongestionSegments) * UInt32At(info, SegmentSize),
        };
    }

    /// <summary>Reads <c>struct tcp_connection_info</c> of Darwin's <c>netinet/tcp.h</c>.</summary>
    internal static LinkStatistics FromMac(ReadOnlySpan<byte> info)
    {
        const int CongestionBytes = 24, SmoothedRoundTripMilliseconds = 44, RetransmittedBytes = 72;
        uint? roundTrip = UInt32At(info, SmoothedRoundTripMilliseconds);
        return new LinkStatistics
        {
            RoundTripTime = roundTrip is > 0 ? TimeSpan.FromMilliseconds(roundTrip.Value) : null,
            RetransmittedBytes = UInt64At(info, RetransmittedBytes),
            CongestionWindow = UInt32At(info, CongestionBytes),
        };
    }

    /// <summary>Reads <c>TCP_INFO_v0</c> of <c>mstcpip.h</c>.</summary>
    internal static LinkStatistics FromWindows(ReadOnlySpan<byte> info)
    {
        const int RoundTripMicroseconds = 20, InFlightBytes = 28, CongestionBytes = 32, RetransmittedBytes = 68;
        uint? roundTrip = UInt32At(info, RoundTripMicroseconds);
        return new LinkStatistics
        {
            RoundTripTime = roundTrip is > 0 ? TimeSpan.FromMicroseconds(roundTrip.Value) : null,
            BytesInFlight = UInt32At(info, InFlightBytes),
            RetransmittedBytes = UInt32At(info, RetransmittedBytes),
            CongestionWindow = UInt32At(info, CongestionBytes),
        };
    }

    private static ReadOnlySpan<byte> Option(Socket socket, int name)
    {
        var info = new byte[MaximumInfoBytes];
        return info.AsSpan(0, socket.GetRawSocketOption(TcpLevel, name, info));
    }

    [SupportedOSPlatform("windows")]
    private static ReadOnlySpan<byte> WindowsInfo(Socket socket)
    {
        var info = new byte[MaximumInfoBytes];
        return info.AsSpan(0, socket.IOControl(WindowsSioTcpInfo, new byte[sizeof(uint)], info));
    }

    private static uint? UInt32At(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(uint) ? BitConverter.ToUInt32(info.Slice(offset, sizeof(uint))) : null;

    private static long? UInt64At(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(long) ? BitConverter.ToInt64(info.Slice(offset, sizeof(long))) : null;
}
