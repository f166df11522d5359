using System.Net;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic;

/// <summary>Turns an endpoint into a connection that has shaken hands: resolve, then try the addresses in order with a head start each (RFC 8305 section 5).</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicDialer(
    QuicTransportOptions options, TimeProvider timeProvider, Func<IPEndPoint, QuicClientConnectionOptions> describe, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>How many addresses of one host are tried; a name server may send any number.</summary>
    public const int MaximumAddresses = 16;

    public async Task<QuicConnection> DialAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        IPEndPoint[] addresses = endpoint.Address is { } address ? [address] : await ResolveAsync(endpoint, cancellationToken);
        if (addresses is [{ Address: { IsIPv6LinkLocal: true, ScopeId: 0 } }])
            throw QuicFailure.ScopeMissing(endpoint);
        return await ConnectAsync(endpoint, addresses, cancellationToken);
    }

    private async Task<IPEndPoint[]> ResolveAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ResolveDeadline, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // The system's resolver cannot be stopped everywhere: WaitAsync leaves it behind.
            IPAddress[] addresses = await resolve(endpoint.Host, linked.Token).WaitAsync(linked.Token);
            return addresses.Length > 0
                ? [.. addresses.Take(MaximumAddresses).Select(address => new IPEndPoint(address, endpoint.Port))]
                : throw QuicFailure.NameNotFound(endpoint, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw QuicFailure.ResolveTimedOut(endpoint, options.ResolveDeadline);
        }
        catch (SocketException failure)
        {
            throw QuicFailure.NameNotFound(endpoint, failure);
        }
    }

    private async Task<QuicConnection> ConnectAsync(PeerEndpoint endpoint, IPEndPoint[] addresses, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectDeadline, timeProvider);
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var running = new List<Task<QuicConnection>>(addresses.Length);
        var failures = new List<Exception>();
        try
        {
            for (int next = 0; next < addresses.Length || running.Count > 0;)
            {
                if (next < addresses.Length)
                    running.Add(QuicConnection.ConnectAsync(describe(addresses[next++]), race.Token).AsTask());
                if (await FirstToEndAsync(running, mayStartNext: next < addresses.Length, race.Token) is not { } ended)
                    continue;
                running.Remove(ended);
                try
                {
                    return await ended;
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    failures.Add(failure);
                }
            }

            Exception first = await UdpProbe.ExplainAsync(failures[0], addresses[0], timeProvider, race.Token);
            throw QuicFailure.Connect(endpoint, first, options.ConnectDeadline, failures.Count > 1 ? new AggregateException(failures) : null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw QuicFailure.ConnectTimedOut(endpoint, options.ConnectDeadline);
        }
        finally
        {
            await race.CancelAsync();
            foreach (Task<QuicConnection> loser in running)
                _ = DiscardAsync(loser);
        }
    }

    /// <summary>Waits for an attempt to end. Null: none did within the head start, and the next address may start.</summary>
    private async Task<Task<QuicConnection>?> FirstToEndAsync(List<Task<QuicConnection>> running, bool mayStartNext, CancellationToken cancellationToken)
    {
        Task<Task<QuicConnection>> first = Task.WhenAny(running);
        if (!mayStartNext)
            return await first.WaitAsync(cancellationToken); // a QUIC attempt that is cancelled takes seconds to end
        using var headStart = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pause = Task.Delay(options.ConnectionAttemptDelay, timeProvider, headStart.Token);
        bool ended = await Task.WhenAny(first, pause) == first || first.IsCompleted;
        await headStart.CancelAsync();
        return ended ? await first : null;
    }

    private static async Task DiscardAsync(Task<QuicConnection> loser)
    {
        try
        {
            await (await loser).DisposeAsync();
        }
        catch (Exception)
        {
            // Another address won, or the attempt as a whole ended: this one's reason is nobody's concern.
        }
    }
}
