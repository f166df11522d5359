using System.Net;
using System.Security.Cryptography;

namespace PeerProto.Testing;

/// <summary>Which addresses the hosts of one lab have. The middle parts are drawn at random, so that addresses of two labs rarely look alike.</summary>
internal sealed class LabAddressPlan
{
    private const int PrefixBytes = 8;

    private readonly bool _ipv4;
    private readonly bool _ipv6;
    private readonly byte[]? _uniqueLocalPrefix;
    private readonly byte _subnet;

    private LabAddressPlan(NetworkLabOptions options)
    {
        _ipv4 = options.IPv4;
        _ipv6 = options.IPv6;
        _subnet = (byte)RandomNumberGenerator.GetInt32(256);
        if (options.IPv6 && options.UniqueLocalIPv6)
        {
            // RFC 4193, section 3.2: fd, then 40 random bits, then the subnet.
            _uniqueLocalPrefix = [0xfd, .. RandomNumberGenerator.GetBytes(5), 0, 0];
        }
    }

    public static LabAddressPlan Create(NetworkLabOptions options) => new(options);

    public LabAddresses For(int hostIndex)
    {
        byte host = (byte)(hostIndex + 1);
        IPAddress? ipv4 = _ipv4 ? new IPAddress([10, 77, _subnet, host]) : null;
        IPAddress? linkLocal = _ipv6 ? Address([0xfe, 0x80, 0, 0, 0, 0, 0, 0], host) : null;
        IPAddress? uniqueLocal = _uniqueLocalPrefix is not null ? Address(_uniqueLocalPrefix, host) : null;
        return new LabAddresses(ipv4, linkLocal, uniqueLocal);
    }

    private IPAddress Address(byte[] prefix, byte host)
    {
        byte[] address = new byte[16];
        prefix.AsSpan(0, PrefixBytes).CopyTo(address);
        address[13] = 0x77;
        address[14] = _subnet;
        address[15] = host;
        return new IPAddress(address);
    }
}

