using System.Net;
using System.Net.Quic;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>A bidirectional stream of System.Net.Quic.</summary>
internal sealed class QuicCarrier : Carrier
{
    private const int MaximumStreams = 100;

    private static readonly SslApplicationProtocol Protocol = new("link-benchmark");

    public override string? Missing =>
        QuicListener.IsSupported ? null : "System.Net.Quic is not supported here: it needs libmsquic (package libmsquic) and TLS 1.3";

    public override async Task<int> ListenAsync(Func<Stream, Task> serve)
    {
        X509Certificate2 certificate = LoopbackCertificate.Create();
        QuicServerConnectionOptions options = new()
        {
            DefaultCloseErrorCode = 0,
            DefaultStreamErrorCode = 0,
            IdleTimeout = Timeout.InfiniteTimeSpan,
            MaxInboundBidirectionalStreams = MaximumStreams,
            ServerAuthenticationOptions = new SslServerAuthenticationOptions { ApplicationProtocols = [Protocol], ServerCertificate = certificate },
        };
        QuicListener listener = await QuicListener.ListenAsync(new QuicListenerOptions
        {
            ListenEndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            ApplicationProtocols = [Protocol],
            ConnectionOptionsCallback = (_, _, _) => ValueTask.FromResult(options),
        });
        _ = Task.Run(async () =>
        {
            while (true)
            {
                QuicConnection connection = await listener.AcceptConnectionAsync();
                _ = Task.Run(() => AcceptStreamsAsync(connection, serve));
            }
        });
        return listener.LocalEndPoint.Port;
    }

    public override async Task<Stream> ConnectAsync(int port) => await OpenStreamAsync(await ConnectConnectionAsync(port));

    public static async Task<QuicConnection> ConnectConnectionAsync(int port) => await QuicConnection.ConnectAsync(new QuicClientConnectionOptions
    {
        RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port),
        DefaultCloseErrorCode = 0,
        DefaultStreamErrorCode = 0,
        IdleTimeout = Timeout.InfiniteTimeSpan,
        ClientAuthenticationOptions = new SslClientAuthenticationOptions
        {
            TargetHost = LoopbackCertificate.Host,
            ApplicationProtocols = [Protocol],
            RemoteCertificateValidationCallback = LoopbackCertificate.Verify,
        },
    });

    public static ValueTask<QuicStream> OpenStreamAsync(QuicConnection connection) => connection.OpenOutboundStreamAsync(QuicStreamType.Bidirectional);

    private static async Task AcceptStreamsAsync(QuicConnection connection, Func<Stream, Task> serve)
    {
        while (true)
        {
            QuicStream stream = await connection.AcceptInboundStreamAsync();
            _ = Task.Run(async () =>
            {
                await using (stream)
                    await serve(stream);
            });
        }
    }
}
