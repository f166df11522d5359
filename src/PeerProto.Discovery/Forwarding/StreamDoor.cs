using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>Takes connections on one address (RFC 7766).</summary>
internal sealed class StreamDoor(Socket listener, SplitDnsResolver resolver, StreamClients clients, ILogger logger, SplitDnsResolverOptions options)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly IPEndPoint _endpoint = (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    StreamClient client = new(await listener.AcceptAsync(cancellationToken), resolver, clients, logger, options, cancellationToken);
                    if (clients.TryEnter(client))
                        _ = client.RunAsync();
                    else
                        resolver.TurnAway(client);
                }
                catch (SocketException failure) when (!cancellationToken.IsCancellationRequested)
                {
                    ForwardingLog.DoorFailed(logger, _endpoint, failure.SocketErrorCode);
                    await Task.Delay(PauseAfterFailure, options.TimeProvider, cancellationToken);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            // the forwarder ends
        }
    }
}
