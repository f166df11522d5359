using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>Takes questions in datagrams on one address.</summary>
internal sealed class DatagramDoor(Socket socket, SplitDnsResolver resolver, ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly IPEndPoint _endpoint = (IPEndPoint)socket.LocalEndPoint!;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[ushort.MaxValue];
        IPEndPoint any = new(_endpoint.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        try
        {
            while (true)
            {
                try
                {
                    SocketReceiveFromResult received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, cancellationToken);
                    _ = AnswerAsync(buffer.AsSpan(0, received.ReceivedBytes).ToArray(), received.RemoteEndPoint, cancellationToken);
                }
                catch (SocketException failure) when (!cancellationToken.IsCancellationRequested)
                {
                    ForwardingLog.DoorFailed(logger, _endpoint, failure.SocketErrorCode);
                    await Task.Delay(PauseAfterFailure, timeProvider, cancellationToken);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            // the resolver ends
        }
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
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // the resolver ends
        }
        catch (Exception failure)
        {
            ForwardingLog.Broken(logger, failure);
        }
    }
}
