using System.Net;

namespace PeerProto.Discovery.Native;

/// <summary>Addresses out of A and AAAA records, for libraries that cannot be asked for addresses.</summary>
internal static class AddressRecords
{
    private const ushort A = 1;
    private const ushort Aaaa = 28;
    private const int IPv4Length = 4;
    private const int IPv6Length = 16;

    /// <summary>The types of record to ask for.</summary>
    public static IReadOnlyList<ushort> Types { get; } = [A, Aaaa];

    /// <summary>The address in a record; none where its length fits none.</summary>
    public static AddressReply Read(RecordReply reply) => new(
        reply.Flags,
        reply.InterfaceIndex,
        reply.Error,
        reply.Data.Length is IPv4Length or IPv6Length ? Scoped(new IPAddress(reply.Data), reply.InterfaceIndex) : null);

    /// <summary>A link-local address gets the scope of the interface that it was seen on, so that it can be connected to as it is.</summary>
    public static IPAddress Scoped(IPAddress address, uint interfaceIndex) =>
        address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), interfaceIndex) : address;
}
