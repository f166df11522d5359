using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>Takes questions over TCP on one address (RFC 7766): several on a connection, answered as soon as each can be.</summary>
internal sealed class StreamDoor(Socket listener, SplitDnsResolver resolver, InFlightLimit clients, ILogger logger, SplitDnsResolverOptions options)
{
    private const int MaximumQuestionsAtOnce = 16;

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
                    Socket client = await listener.AcceptAsync(cancellationToken);
                    if (clients.TryEnter())
                        _ = ServeAsync(client, cancellationToken);
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
            // the resolver ends
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken cancellationToken)
    {
        using Socket socket = client;
        using CancellationTokenSource idle = new(options.StreamIdleTimeout, options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        using SemaphoreSlim places = new(MaximumQuestionsAtOnce, MaximumQuestionsAtOnce);
        using SemaphoreSlim writing = new(1, 1);
        int taken = 0;
        try
        {
            client.NoDelay = true;
            await using NetworkStream stream = new(client, ownsSocket: false);
            while (await ReadAsync(stream, ending.Token) is { } message)
            {
                idle.CancelAfter(options.StreamIdleTimeout);
                await places.WaitAsync(ending.Token);
                _ = AnswerAsync(message, stream, places, writing, idle, ending.Token);
            }

            // the asker has put all its questions; those under way are still answered
            for (; taken < MaximumQuestionsAtOnce; taken++)
                await places.WaitAsync(ending.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // the asker is gone or slow, or the resolver ends
        }
        finally
        {
            await ending.CancelAsync();
            for (; taken < MaximumQuestionsAtOnce; taken++)
                await places.WaitAsync(CancellationToken.None);
            clients.Leave();
        }
    }

    /// <summary>The next message; null at the end, or where it is longer than any question.</summary>
    private static async Task<byte[]?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] length = new byte[sizeof(ushort)];
        if (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancellationToken) < length.Length)
            return null;
        int announced = BinaryPrimitives.ReadUInt16BigEndian(length);
        if (announced > ClientQuery.MaximumLength)
            return null;
        byte[] message = new byte[announced];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }

    private async Task AnswerAsync(byte[] message, NetworkStream stream, SemaphoreSlim places, SemaphoreSlim writing, CancellationTokenSource idle, CancellationToken ending)
    {
        try
        {
            byte[] answer = await resolver.AnswerAsync(message, isStream: true, ending);
            if (answer.Length == 0)
                return;
            byte[] frame = new byte[sizeof(ushort) + answer.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)answer.Length);
            answer.CopyTo(frame, sizeof(ushort));
            await writing.WaitAsync(ending);
            try
            {
                await stream.WriteAsync(frame, ending);
                idle.CancelAfter(options.StreamIdleTimeout);
            }
            finally
            {
                writing.Release();
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // the asker is gone, or the resolver ends
        }
        catch (Exception failure)
        {
            ForwardingLog.Broken(logger, failure);
        }
        finally
        {
            places.Release();
        }
    }
}
