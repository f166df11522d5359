using PeerProto.Benchmarks.Link.Carriers;
using PeerProto.Benchmarks.Link.Rows;

namespace PeerProto.Benchmarks.Link;

/// <summary>All rows, in the order of the tables.</summary>
internal static class LinkRows
{
    /// <summary>The size of one piece of a bulk transfer.</summary>
    public const int ChunkBytes = 64 * 1024;

    private const int NerdbankBatchBytes = 16 * 1024;
    private const int FanOutBatch = 32;

    public static IReadOnlyList<LinkGroup> Groups { get; } =
    [
        new("One way, 64 B", LinkWork.OneWay,
        [
            new("oneway-limit", "oneway-hand", () => new BatchedRow(Carrier.Tcp)),
            new("oneway-pumped", "oneway-hand", () => new PumpedRow(Carrier.Tcp)),
            new("oneway-hand", "oneway-hand", () => new TypedSketchRow(Carrier.Tcp)),
            new("oneway-peerproto", "oneway-hand", () => new PeerProtoChannelRow(PeerSecurity.None)),
            new("oneway-nerdbank", "oneway-hand", () => new EachRow(Carrier.Nerdbank)),
            new("oneway-nerdbank-limit", "oneway-hand", () => new BatchedRow(Carrier.Nerdbank, NerdbankBatchBytes)),
            new("oneway-signalr", "oneway-hand", () => new SignalRStreamRow()),
            new("oneway-signalr-send", "oneway-hand", () => new SignalRSendRow()),
            new("oneway-streamjsonrpc", "oneway-hand", () => new JsonRpcSendRow()),
            new("oneway-grpc", "oneway-hand", () => new GrpcStreamRow()),
            new("oneway-tls-limit", "oneway-tls-hand", () => new BatchedRow(Carrier.Tls)),
            new("oneway-tls-hand", "oneway-tls-hand", () => new TypedSketchRow(Carrier.Tls)),
            new("oneway-tls-peerproto", "oneway-tls-hand", () => new PeerProtoChannelRow(PeerSecurity.Unverified)),
            new("oneway-psk13-hand", "oneway-tls-hand", () => new TypedSketchRow(Carrier.Psk13)),
            new("oneway-psk13-peerproto", "oneway-tls-hand", () => new PeerProtoChannelRow(Carrier.Psk13.Security)),
            new("oneway-psk12-hand", "oneway-tls-hand", () => new TypedSketchRow(Carrier.Psk12)),
            new("oneway-psk12-peerproto", "oneway-tls-hand", () => new PeerProtoChannelRow(Carrier.Psk12.Security)),
            new("oneway-ws-limit", "oneway-ws-each", () => new BatchedRow(Carrier.WebSocket)),
            new("oneway-ws-hand", "oneway-ws-each", () => new TypedSketchRow(Carrier.WebSocket)),
            new("oneway-ws-each", "oneway-ws-each", () => new EachRow(Carrier.WebSocket)),
            new("oneway-ws-peerproto", "oneway-ws-each", () => new PeerProtoChannelRow(PeerSecurity.None, PeerProtoRow.WebSocket)),
            new("oneway-quic-limit", "oneway-quic-each", () => new BatchedRow(Carrier.Quic)),
            new("oneway-quic-hand", "oneway-quic-each", () => new TypedSketchRow(Carrier.Quic)),
            new("oneway-quic-each", "oneway-quic-each", () => new EachRow(Carrier.Quic)),
            new("oneway-quic-peerproto", "oneway-quic-each", () => new PeerProtoChannelRow(PeerSecurity.Unverified, PeerProtoRow.Quic)),
        ]),
        new("Call, 64 B", LinkWork.Call,
        [
            new("call-hand", "call-hand", () => new SocketCallRow()),
            new("call-peerproto", "call-hand", () => new PeerProtoCallRow(PeerSecurity.None)),
            new("call-nerdbank", "call-hand", () => new StreamCallRow(Carrier.Nerdbank)),
            new("call-streamjsonrpc", "call-hand", () => new JsonRpcCallRow()),
            new("call-signalr", "call-hand", () => new SignalRCallRow()),
            new("call-grpc", "call-hand", () => new GrpcCallRow()),
            new("call-tls-hand", "call-tls-hand", () => new StreamCallRow(Carrier.Tls)),
            new("call-tls-peerproto", "call-tls-hand", () => new PeerProtoCallRow(PeerSecurity.Unverified)),
            new("call-ws-hand", "call-ws-hand", () => new StreamCallRow(Carrier.WebSocket)),
            new("call-ws-peerproto", "call-ws-hand", () => new PeerProtoCallRow(PeerSecurity.None, PeerProtoRow.WebSocket)),
            new("call-quic-hand", "call-quic-hand", () => new StreamCallRow(Carrier.Quic)),
            new("call-quic-peerproto", "call-quic-hand", () => new PeerProtoCallRow(PeerSecurity.Unverified, PeerProtoRow.Quic)),
            new("call-quic-new", "call-quic-hand", () => new QuicStreamCallRow()),
        ]),
        new("Bulk, 64 KiB", LinkWork.Bulk,
        [
            new("bulk-hand", "bulk-hand", () => new RawBulkRow(Carrier.Tcp)),
            new("bulk-peerproto", "bulk-hand", () => new PeerProtoBulkRow(PeerSecurity.None)),
            new("bulk-peerproto-items", "bulk-hand", () => new PeerProtoItemsRow()),
            new("bulk-nerdbank", "bulk-hand", () => new RawBulkRow(Carrier.Nerdbank)),
            new("bulk-grpc", "bulk-hand", () => new GrpcBulkRow()),
            new("bulk-signalr", "bulk-hand", () => new SignalRBulkRow()),
            new("bulk-tls-hand", "bulk-tls-hand", () => new RawBulkRow(Carrier.Tls)),
            new("bulk-tls-peerproto", "bulk-tls-hand", () => new PeerProtoBulkRow(PeerSecurity.Unverified)),
            new("bulk-psk13-hand", "bulk-tls-hand", () => new RawBulkRow(Carrier.Psk13)),
            new("bulk-psk13-peerproto", "bulk-tls-hand", () => new PeerProtoBulkRow(Carrier.Psk13.Security)),
            new("bulk-psk12-hand", "bulk-tls-hand", () => new RawBulkRow(Carrier.Psk12)),
            new("bulk-psk12-peerproto", "bulk-tls-hand", () => new PeerProtoBulkRow(Carrier.Psk12.Security)),
            new("bulk-ws-hand", "bulk-ws-hand", () => new RawBulkRow(Carrier.WebSocket)),
            new("bulk-ws-peerproto", "bulk-ws-hand", () => new PeerProtoBulkRow(PeerSecurity.None, PeerProtoRow.WebSocket)),
            new("bulk-quic-hand", "bulk-quic-hand", () => new RawBulkRow(Carrier.Quic)),
            new("bulk-quic-peerproto", "bulk-quic-hand", () => new PeerProtoBulkRow(PeerSecurity.Unverified, PeerProtoRow.Quic)),
        ]),
        FanOut(12),
        FanOut(64),
    ];

    public static LinkEntry Find(string name) => Groups.SelectMany(group => group.Entries).First(entry => entry.Name == name);

    private static LinkGroup FanOut(int receivers)
    {
        string limit = $"fanout{receivers}-limit";
        return new LinkGroup($"Fan-out to {receivers}, 256 B", LinkWork.FanOut,
        [
            new(limit, limit, () => new StreamFanOutRow(Carrier.Tcp, receivers, FanOutBatch)),
            new($"fanout{receivers}-peerproto", limit, () => new PeerProtoFanOutRow(receivers)),
            new($"fanout{receivers}-ws", limit, () => new StreamFanOutRow(Carrier.WebSocket, receivers, messagesPerWrite: 1)),
            new($"fanout{receivers}-signalr", limit, () => new SignalRFanOutRow(receivers)),
        ]);
    }
}
