using Nerdbank.Streams;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>A channel of a Nerdbank.Streams multiplexer; a write is flushed.</summary>
internal sealed class NerdbankCarrier(Carrier carrier) : Carrier
{
    private const string Channel = "link";

    private static readonly MultiplexingStream.Options Options = new() { ProtocolMajorVersion = 3 };

    public override Task<int> ListenAsync(Func<Stream, Task> serve) => carrier.ListenAsync(async plain =>
    {
        MultiplexingStream multiplexer = MultiplexingStream.Create(plain, Options);
        MultiplexingStream.Channel channel = await multiplexer.AcceptChannelAsync(Channel);
        await serve(channel.AsStream());
    });

    public override async Task<Stream> ConnectAsync(int port)
    {
        MultiplexingStream multiplexer = MultiplexingStream.Create(await carrier.ConnectAsync(port), Options);
        return (await multiplexer.OfferChannelAsync(Channel)).AsStream();
    }
}
