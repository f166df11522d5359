using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports.Tcp;

/// <summary>Turns an endpoint into a connected socket: resolve, then try the addresses in order with a head start each (RFC 8305 section 5).</summary>
internal sealed class TcpDialer(TcpTransportOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>How many addresses of one host are tried; a name server may send any number.</summary>
    public const int MaximumAddresses = 16;

    public async Task<IPEndPoint[]> ResolveAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ResolveDeadline, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // The system's resolver cannot be stopped everywhere: WaitAsync leaves it behind.
            IPAddress[] addresses = await resolve(endpoint.Host, linked.Token).WaitAsync(linked.Token);
            return addresses.Length > 0
                ? [.. addresses.Take(MaximumAddresses).Select(address => new IPEndPoint(address, endpoint.Port))]
                : throw TransportFailure.NameNotFound(endpoint, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw TransportFailure.ResolveTimedOut(endpoint, options.ResolveDeadline);
        }
        catch (SocketException failure)
        {
            throw TransportFailure.NameNotFound(endpoint, failure);
        }
    }

    public async Task<Socket> ConnectAsync(PeerEndpoint endpoint, IPEndPoint[] addresses, CancellationToken cancellationToken)
    {
        if (addresses is [{ Address: { IsIPv6LinkLocal: true, ScopeId: 0 } }])
            throw TransportFailure.ScopeMissing(endpoint);

        using var deadline = new CancellationTokenSource(options.ConnectDeadline, options.TimeProvider);
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var running = new List<Task<Socket>>(addresses.Length);
        var failures = new List<SocketException>();
        try
        {
            for (int next = 0; next < addresses.Length || running.Count > 0;)
            {
                if (next < addresses.Length)
                    running.Add(ConnectOneAsync(addresses[next++], race.Token));
                if (await FirstToEndAsync(running, mayStartNext: next < addresses.Length, race.Token) is not { } ended)
                    continue;
                running.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (SocketException failure)
                {
                    failures.Add(failure);
                }
            }

            throw TransportFailure.Connect(endpoint, failures[0], failures.Count > 1 ? new AggregateException(failures) : null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw TransportFailure.ConnectTimedOut(endpoint, options.ConnectDeadline);
        }
        finally
        {
            await race.CancelAsync();
            foreach (Task<Socket> loser in running)
                await DiscardAsync(loser);
        }
    }

    /// <summary>Waits for an attempt to end. Null: none did within the head start, and the next address may start.</summary>
    private async Task<Task<Socket>?> FirstToEndAsync(List<Task<Socket>> running, bool mayStartNext, CancellationToken cancellationToken)
    {
        Task<Task<Socket>> first = Task.WhenAny(running);
        if (!mayStartNext)
            return await first;
        using var headStart = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pause = Task.Delay(options.ConnectionAttemptDelay, options.TimeProvider, headStart.Token);
        bool ended = await Task.WhenAny(first, pause) == first || first.IsCompleted;
        await headStart.CancelAsync();
        return ended ? await first : null;
    }

    private static async Task<Socket> ConnectOneAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task DiscardAsync(Task<Socket> loser)
    {
        try
        {
            (await loser).Dispose();
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // Another address won, or the attempt as a whole ended: this one's reason is nobody's concern.
        }
    }
}
