using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using PeerProto.Transports.Http;

namespace PeerProto.Transports.Proxies;

/// <summary>What a client says to a SOCKS proxy of version 5 (RFC 1928), and its user name and password (RFC 1929).</summary>
internal sealed class Socks5Dialogue(ProxyEndpoint proxy, Stream stream)
{
    private const byte Version = 5;
    private const byte CredentialsVersion = 1;
    private const byte NoCredentials = 0x00;
    private const byte WithCredentials = 0x02;
    private const byte NoneOfThese = 0xFF;
    private const byte ConnectCommand = 0x01;
    private const byte IPv4Address = 0x01;
    private const byte DomainName = 0x03;
    private const byte IPv6Address = 0x04;

    /// <summary>Opens the connection. The proxy resolves the target's name, if it has one.</summary>
    public async Task ConnectAsync(PeerEndpoint target, CancellationToken cancellationToken)
    {
        await AgreeAsync(cancellationToken);
        await stream.WriteAsync(Request(target), cancellationToken);
        byte[] reply = await ReadAsync(4, cancellationToken);
        if (reply[0] != Version)
            throw ProxyFailure.Garbage(proxy);
        if (reply[1] != 0)
            throw ProxyFailure.Reply(proxy, target, reply[1]);

        // The proxy's own end of the connection, which nobody here asks about.
        int addressBytes = reply[3] switch
        {
            IPv4Address => 4,
            IPv6Address => 16,
            DomainName => (await ReadAsync(1, cancellationToken))[0],
            _ => throw ProxyFailure.Garbage(proxy),
        };
        await ReadAsync(addressBytes + sizeof(ushort), cancellationToken);
    }

    private async Task AgreeAsync(CancellationToken cancellationToken)
    {
        byte[] offer = proxy.UserName is null ? [Version, 1, NoCredentials] : [Version, 2, NoCredentials, WithCredentials];
        await stream.WriteAsync(offer, cancellationToken);
        byte[] choice = await ReadAsync(2, cancellationToken);
        if (choice[0] != Version)
            throw ProxyFailure.Garbage(proxy);
        switch (choice[1])
        {
            case NoCredentials:
                return;
            case WithCredentials when proxy.UserName is not null:
                await ProveAsync(cancellationToken);
                return;
            case NoneOfThese or WithCredentials:
                throw ProxyFailure.Credentials(proxy, $"method 0x{choice[1]:X2}");
            default:
                throw ProxyFailure.Garbage(proxy);
        }
    }

    private async Task ProveAsync(CancellationToken cancellationToken)
    {
        byte[] user = Encoding.UTF8.GetBytes(proxy.UserName!);
        byte[] password = Encoding.UTF8.GetBytes(proxy.Password!);
        await stream.WriteAsync((byte[])[CredentialsVersion, (byte)user.Length, .. user, (byte)password.Length, .. password], cancellationToken);
        byte[] verdict = await ReadAsync(2, cancellationToken);
        if (verdict[1] != 0)
            throw ProxyFailure.Credentials(proxy, $"status {verdict[1]}");
    }

    private static byte[] Request(PeerEndpoint target)
    {
        var port = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)target.Port);
        if (target.Address is not { } address)
        {
            byte[] name = Encoding.ASCII.GetBytes(HttpAuthority.HostOf(target));
            return [Version, ConnectCommand, 0, DomainName, (byte)name.Length, .. name, .. port];
        }

        byte kind = address.AddressFamily == AddressFamily.InterNetwork ? IPv4Address : IPv6Address;
        return [Version, ConnectCommand, 0, kind, .. address.Address.GetAddressBytes(), .. port];
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
