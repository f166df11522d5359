using PeerProto.Benchmarks.Codec.Serializers;
using PeerProto.Benchmarks.Link.Carriers;
using StreamJsonRpc;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row over StreamJsonRpc with MessagePack.</summary>
internal abstract class JsonRpcRow() : StreamRow(Carrier.Tcp)
{
    private JsonRpc? _connection;

    /// <summary>The client's connection.</summary>
    protected JsonRpc Connection => _connection!;

    public override async Task ConnectAsync(int port, LinkMeter meter)
    {
        await base.ConnectAsync(port, meter);
        _connection = NewConnection(Stream);
        _connection.StartListening();
    }

    protected override Task ServeAsync(Stream stream, LinkMeter meter)
    {
        JsonRpc connection = NewConnection(stream);
        connection.AddLocalRpcTarget(new JsonRpcTarget(meter));
        connection.StartListening();
        return connection.Completion;
    }

    private static JsonRpc NewConnection(Stream stream)
    {
        MessagePackFormatter formatter = new();
        formatter.SetMessagePackSerializerOptions(MessagePackFormatters.Options);
        return new JsonRpc(new LengthHeaderMessageHandler(stream, stream, formatter));
    }
}
