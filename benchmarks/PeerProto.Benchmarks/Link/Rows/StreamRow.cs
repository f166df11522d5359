using PeerProto.Benchmarks.Link.Carriers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row over one stream of a carrier.</summary>
internal abstract class StreamRow(Carrier carrier) : LinkRow
{
    private Stream? _stream;

    public override string? Missing => carrier.Missing;

    /// <summary>The client's stream.</summary>
    protected Stream Stream => _stream!;

    public override Task<int> ListenAsync(LinkMeter meter) => carrier.ListenAsync(stream => ServeAsync(stream, meter));

    public override async Task ConnectAsync(int port, LinkMeter meter) => _stream = await carrier.ConnectAsync(port);

    /// <summary>Serves the one client until it goes.</summary>
    protected abstract Task ServeAsync(Stream stream, LinkMeter meter);
}
