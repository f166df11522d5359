using MessagePack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerProto.Benchmarks.Codec.Serializers;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>A row over SignalR with MessagePack and WebSockets.</summary>
internal abstract class SignalRRow : LinkRow
{
    private const string Path = "/link";

    private HubConnection? _connection;
    private IHubContext<SignalRHub>? _hub;

    /// <summary>The client's connection.</summary>
    protected HubConnection Connection => _connection!;

    /// <summary>The server's way to its clients.</summary>
    protected IHubContext<SignalRHub> Hub => _hub!;

    public override Task<int> ListenAsync(LinkMeter meter) => WebServer.StartAsync(
        services =>
        {
            services.AddSingleton(meter);
            services.AddSignalR(options => options.MaximumReceiveMessageSize = null).AddMessagePackProtocol(SetSerializer);
        },
        server =>
        {
            server.MapHub<SignalRHub>(Path);
            _hub = server.Services.GetRequiredService<IHubContext<SignalRHub>>();
        });

    public override async Task ConnectAsync(int port, LinkMeter meter)
    {
        _connection = NewConnection(port);
        await _connection.StartAsync();
    }

    protected static HubConnection NewConnection(int port) =>
        new HubConnectionBuilder().WithUrl($"http://127.0.0.1:{port}{Path}").AddMessagePackProtocol(SetSerializer).Build();

    private static void SetSerializer(MessagePackHubProtocolOptions options) =>
        options.SerializerOptions = MessagePackFormatters.Options.WithSecurity(MessagePackSecurity.UntrustedData);
}
