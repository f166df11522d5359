using System.Security.Cryptography;
using System.Text;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>A version of a contract named <c>sample</c>, made from the lines of its shape. Entries are named after their numbers.</summary>
internal sealed class VersionedContract(int version, string shape, IReadOnlyList<ChannelDescriptor> channels, IReadOnlyList<CallDescriptor> calls)
    : PeerContractDescriptor("sample", version, SHA256.HashData(Encoding.UTF8.GetBytes(shape)).AsMemory(0, FingerprintLength), shape, channels, calls)
{
    public static VersionedContract Of(int version, params string[] lines)
    {
        string[][] fields = [.. lines.Select(line => line.Split(' '))];
        return new VersionedContract(
            version,
            "contract sample\n" + string.Concat(lines.Select(line => line + "\n")),
            [.. fields.Where(line => line[0] == "channel").Select(line => new ChannelDescriptor(int.Parse(line[1], null), "Channel" + line[1], Delivery.ReliableOrdered))],
            [.. fields.Where(line => line[0] == "call").Select(line => new CallDescriptor(int.Parse(line[1], null), "Call" + line[1], CallKind.Unary))]);
    }

    /// <summary>One side of a connection, with this contract.</summary>
    public ConnectionSetup For(ConnectionSetup side) => side with
    {
        Contract = this,
        Local = side.Local with { Contract = Name, ContractVersion = Version, Fingerprint = Fingerprint },
    };
}
