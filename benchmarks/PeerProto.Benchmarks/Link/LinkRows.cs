using PeerProto.Benchmarks.Link.Rows;

namespace PeerProto.Benchmarks.Link;

/// <summary>The rows by name, in the order of the tables.</summary>
internal static class LinkRows
{
    /// <summary>The size of one piece of a bulk transfer.</summary>
    public const int ChunkBytes = 64 * 1024;

    public static IReadOnlyDictionary<string, Func<LinkRow>> All { get; } = new OrderedDictionary<string, Func<LinkRow>>
    {
        ["oneway-limit"] = () => new BatchedRow(isTls: false),
        ["oneway-pumped"] = () => new PumpedRow(isTls: false),
        ["oneway-hand"] = () => new TypedSketchRow(isTls: false),
        ["oneway-peerproto"] = () => new PeerProtoChannelRow(PeerSecurity.None),
        ["oneway-tls-limit"] = () => new BatchedRow(isTls: true),
        ["oneway-tls-hand"] = () => new TypedSketchRow(isTls: true),
        ["oneway-tls-peerproto"] = () => new PeerProtoChannelRow(PeerSecurity.Unverified),
        ["call-hand"] = () => new SocketCallRow(),
        ["call-peerproto"] = () => new PeerProtoCallRow(PeerSecurity.None),
        ["call-tls-hand"] = () => new TlsCallRow(),
        ["call-tls-peerproto"] = () => new PeerProtoCallRow(PeerSecurity.Unverified),
        ["bulk-hand"] = () => new RawBulkRow(isTls: false),
        ["bulk-peerproto"] = () => new PeerProtoBulkRow(PeerSecurity.None),
        ["bulk-tls-hand"] = () => new RawBulkRow(isTls: true),
        ["bulk-tls-peerproto"] = () => new PeerProtoBulkRow(PeerSecurity.Unverified),
    };

    /// <summary>The hand-written row that a row is compared with.</summary>
    public static string ReferenceOf(string row) => row[..(row.LastIndexOf('-') + 1)] + "hand";
}
