using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.NetworkInformation;
using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>Reads DHCP messages (RFC 2131 section 2, options RFC 2132, long options RFC 3396).</summary>
internal static class DhcpMessageReader
{
    /// <summary>The fixed part and the magic cookie.</summary>
    public const int MinimumBytes = 240;

    private const int Sname = 44, SnameLength = 64, File = 108, FileLength = 128;
    private const int ClientEnd = 34;
    private const uint MagicCookie = 0x63825363;
    private const byte Pad = 0, End = 255, Overload = 52;

    // A message of which more was sent than there is, is read only if its options end within.
    public static bool TryRead(ReadOnlySpan<byte> bytes, bool isCut, [NotNullWhen(true)] out DhcpMessage? message, [NotNullWhen(false)] out string? cause)
    {
        message = null;
        cause = bytes.Length < MinimumBytes ? $"it has {bytes.Length} bytes, and a message has {MinimumBytes} at least"
            : bytes.Length > DhcpMessage.MaximumBytes ? $"it has more than {DhcpMessage.MaximumBytes} bytes"
            : bytes[0] is not (1 or 2) ? "it is neither a request nor a reply"
            : !HasClient(bytes) ? "its hardware address is not that of Ethernet or Wi-Fi"
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[236..]) != MagicCookie ? "it has no options of DHCP"
            : null;
        if (cause is not null)
            return false;
        DhcpOptions options = new();
        if (!options.TryAdd(bytes[MinimumBytes..], mustEnd: isCut, out byte overload, out cause))
            return false;
        // RFC 2132 section 9.3: file first, then sname
        if ((overload & 1) != 0 && !options.TryAdd(bytes.Slice(File, FileLength), false, out _, out cause))
            return false;
        if ((overload & 2) != 0 && !options.TryAdd(bytes.Slice(Sname, SnameLength), false, out _, out cause))
            return false;
        message = new DhcpMessage
        {
            Kind = options.Byte(53) is { } kind and >= 1 and <= 8 ? (DhcpMessageKind)kind : DhcpMessageKind.Other,
            IsReply = bytes[0] == 2,
            TransactionId = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            WantsBroadcast = (bytes[10] & 0x80) != 0,
            ClientAddress = new IPAddress(bytes.Slice(12, 4)),
            YourAddress = new IPAddress(bytes.Slice(16, 4)),
            RelayAddress = new IPAddress(bytes.Slice(24, 4)),
            HardwareAddress = Client(bytes),
            RequestedAddress = options.Address(50),
            ServerIdentifier = options.Address(54),
            SubnetMask = options.Address(1),
            Router = options.Address(3),
            LeaseTime = options.Time(51),
            RenewalTime = options.Time(58),
            RebindingTime = options.Time(59),
            HostName = options.Text(12),
            VendorClass = options.Text(60),
            ErrorText = options.Text(56),
        };
        return true;
    }

    /// <summary>Reads the head of a message that cannot be read as a whole: who it is from or for.</summary>
    /// <returns>False where that is cut off too, or it is no such message.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> bytes, out bool isReply, out uint transaction, [NotNullWhen(true)] out PhysicalAddress? client)
    {
        bool isRead = bytes.Length >= ClientEnd && bytes[0] is 1 or 2 && HasClient(bytes);
        isReply = isRead && bytes[0] == 2;
        transaction = isRead ? BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) : 0;
        client = isRead ? Client(bytes) : null;
        return isRead;
    }

    // Ethernet, or any network of IEEE 802
    private static bool HasClient(ReadOnlySpan<byte> bytes) => bytes[1] is 1 or 6 && bytes[2] == 6;

    private static PhysicalAddress Client(ReadOnlySpan<byte> bytes) => new(bytes[28..ClientEnd].ToArray());

    /// <summary>The options that are of use, put together from their parts.</summary>
    private sealed class DhcpOptions
    {
        private static readonly byte[] Wanted = [1, 3, 12, 50, 51, 53, 54, 56, 58, 59, 60];

        private readonly Dictionary<byte, byte[]> _values = [];

        public bool TryAdd(ReadOnlySpan<byte> bytes, bool mustEnd, out byte overload, [NotNullWhen(false)] out string? cause)
        {
            overload = 0;
            cause = null;
            for (int at = 0; at < bytes.Length;)
            {
                byte code = bytes[at++];
                if (code == Pad)
                    continue;
                if (code == End)
                    return true;
                if (at == bytes.Length || bytes[at] > bytes.Length - at - 1)
                {
                    cause = $"option {code} is cut off";
                    return false;
                }

                ReadOnlySpan<byte> value = bytes.Slice(at + 1, bytes[at]);
                at += 1 + value.Length;
                if (code == Overload && value.Length == 1)
                    overload = value[0];
                else if (Wanted.Contains(code))
                    _values[code] = _values.TryGetValue(code, out byte[]? before) ? [.. before, .. value] : value.ToArray();
            }

            cause = mustEnd ? "its options are cut off" : null; // the end mark is left out by some
            return !mustEnd;
        }

        public byte? Byte(byte code) => _values.TryGetValue(code, out byte[]? value) && value.Length == 1 ? value[0] : null;

        public IPAddress? Address(byte code) => _values.TryGetValue(code, out byte[]? value) && value.Length >= 4 ? new IPAddress(value.AsSpan(0, 4)) : null;

        public TimeSpan? Time(byte code) => _values.TryGetValue(code, out byte[]? value) && value.Length == 4
            ? BinaryPrimitives.ReadUInt32BigEndian(value) is var seconds && seconds == uint.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds)
            : null;

        public string? Text(byte code) => _values.TryGetValue(code, out byte[]? value)
            ? Encoding.UTF8.GetString(value.AsSpan(0, Math.Min(value.Length, DhcpMessage.MaximumTextLength))).TrimEnd('\0')
            : null;
    }
}
