using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using PeerProto.Benchmarks.Messages.Protobuf;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row over gRPC without TLS (h2c).</summary>
internal abstract class GrpcRow : LinkRow
{
    private GrpcLink.GrpcLinkClient? _client;

    protected GrpcLink.GrpcLinkClient Client => _client!;

    public override Task<int> ListenAsync(LinkMeter meter) => WebServer.StartAsync(
        services =>
        {
            services.AddSingleton(new GrpcService(meter));
            services.AddGrpc();
        },
        server => server.MapGrpcService<GrpcService>(),
        HttpProtocols.Http2);

    public override Task ConnectAsync(int port, LinkMeter meter)
    {
        _client = new GrpcLink.GrpcLinkClient(GrpcChannel.ForAddress($"http://127.0.0.1:{port}"));
        return Task.CompletedTask;
    }
}
