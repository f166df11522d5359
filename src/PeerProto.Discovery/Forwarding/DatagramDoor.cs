using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>Takes questions in datagrams on one address.</summary>
internal sealed class DatagramDoor(Socket socket, SplitDnsResolver resolver, ILogger logger, SplitDnsResolverOptions options)
{
    private const int PlacesForRefusals = 64;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    // also refusals take a place, since sending may have to wait; without one a datagram is dropped
    private readonly InFlightLimit _answers = new(options.MaximumInFlight + PlacesForRefusals);
    private readonly IPEndPoint _endpoint = (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Runs until it is cancelled and the last answer has left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[ClientQuery.MaximumLength + 1];
        IPEndPoint any = new(_endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        try
        {
            while (true)
            {
                try
                {
                    SocketReceiveFromResult received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, cancellationToken);
                    if (_answers.TryEnter())
                        _ = AnswerAsync(buffer.AsSpan(0, received.ReceivedBytes).ToArray(), received.RemoteEndPoint, cancellationToken);
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
            // the resolver ends
        }

        await _answers.EndAsync();
    }

    private async Task AnswerAsync(byte[] message, EndPoint asker, CancellationToken cancellationToken)
    {
        try
        {
            byte[] answer = await resolver.AnswerAsync(message, isStream: false, cancellationToken);
            if (answer.Length > 0)
                await socket.SendToAsync(answer, SocketFlags.None, asker, cancellationToken);
        }
        catch (SocketException failure)
        {
            ForwardingLog.DoorFailed(logger, _endpoint, failure.SocketErrorCode);
        }
        catch (OperationCanceledException)
        {
            // the resolver ends
        }
        catch (Exception failure)
        {
            ForwardingLog.Broken(logger, failure);
        }
        finally
        {
            _answers.Leave();
        }
    }
}
