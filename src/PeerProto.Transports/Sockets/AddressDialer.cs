using System.Net;
using System.Net.Sockets;

namespace PeerProto.Transports.Sockets;

/// <summary>
/// Turns an endpoint into a connection: resolve, then try the addresses in order with a head start each (RFC 8305 section 5). What a transport adds is one attempt and the words
/// for its failures.
/// </summary>
/// <typeparam name="TConnection">What an attempt gives.</typeparam>
internal abstract class AddressDialer<TConnection>(DialDeadlines deadlines, TimeProvider timeProvider, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    where TConnection : class
{
    /// <summary>How many addresses of one host are tried; a name server may send any number.</summary>
    public const int MaximumAddresses = 16;

    /// <summary>Times everything.</summary>
    protected TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Resolves where needed, and connects.</summary>
    /// <exception cref="PeerConnectionException">No address was found, or none answered as it should.</exception>
    public async Task<TConnection> DialAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        IPEndPoint[] addresses = endpoint.Address is { } address ? [address] : await ResolveAsync(endpoint, cancellationToken);
        if (addresses is [{ Address: { IsIPv6LinkLocal: true, ScopeId: 0 } }])
            throw ScopeMissing(endpoint);
        return await ConnectAsync(endpoint, addresses, cancellationToken);
    }

    /// <summary>Connects to one address; ends soon after its token.</summary>
    protected abstract Task<TConnection> ConnectOneAsync(IPEndPoint address, CancellationToken cancellationToken);

    /// <summary>Ends a connection that came too late.</summary>
    protected abstract ValueTask DiscardAsync(TConnection loser);

    /// <summary>Whether an attempt that ended so leaves the other addresses their turn.</summary>
    protected abstract bool IsAnswer(Exception failure);

    protected abstract PeerConnectionException NameNotFound(PeerEndpoint endpoint, SocketException? failure);

    protected abstract PeerConnectionException ResolveTimedOut(PeerEndpoint endpoint, TimeSpan deadline);

    protected abstract PeerConnectionException ConnectTimedOut(PeerEndpoint endpoint, TimeSpan deadline);

    protected abstract PeerConnectionException ScopeMissing(PeerEndpoint endpoint);

    /// <summary>Explains that no address answered as it should.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="address">The first address.</param>
    /// <param name="failure">What its attempt ended with.</param>
    /// <param name="all">What all attempts ended with, if there were several.</param>
    /// <param name="cancellationToken">Ends the explaining.</param>
    protected abstract ValueTask<PeerConnectionException> ExplainAsync(
        PeerEndpoint endpoint, IPEndPoint address, Exception failure, AggregateException? all, CancellationToken cancellationToken);

    private async Task<IPEndPoint[]> ResolveAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(deadlines.Resolve, TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // The system's resolver cannot be stopped everywhere: WaitAsync leaves it behind.
            IPAddress[] addresses = await resolve(endpoint.Host, linked.Token).WaitAsync(linked.Token);
            return addresses.Length > 0
                ? [.. addresses.Take(MaximumAddresses).Select(address => new IPEndPoint(address, endpoint.Port))]
                : throw NameNotFound(endpoint, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw ResolveTimedOut(endpoint, deadlines.Resolve);
        }
        catch (SocketException failure)
        {
            throw NameNotFound(endpoint, failure);
        }
    }

    private async Task<TConnection> ConnectAsync(PeerEndpoint endpoint, IPEndPoint[] addresses, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(deadlines.Connect, TimeProvider);
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var running = new List<Task<TConnection>>(addresses.Length);
        var failures = new List<Exception>();
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
                catch (Exception failure) when (IsAnswer(failure))
                {
                    failures.Add(failure);
                }
            }

            throw await ExplainAsync(endpoint, addresses[0], failures[0], failures.Count > 1 ? new AggregateException(failures) : null, race.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw ConnectTimedOut(endpoint, deadlines.Connect);
        }
        finally
        {
            await race.CancelAsync();
            foreach (Task<TConnection> loser in running)
                _ = DiscardAsync(loser);
        }
    }

    /// <summary>Waits for an attempt to end. Null: none did within the head start, and the next address may start.</summary>
    private async Task<Task<TConnection>?> FirstToEndAsync(List<Task<TConnection>> running, bool mayStartNext, CancellationToken cancellationToken)
    {
        Task<Task<TConnection>> first = Task.WhenAny(running);
        if (!mayStartNext)
            return await first.WaitAsync(cancellationToken); // a QUIC attempt that is cancelled takes seconds to end
        using var headStart = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pause = Task.Delay(deadlines.HeadStart, TimeProvider, headStart.Token);
        bool ended = await Task.WhenAny(first, pause) == first || first.IsCompleted;
        await headStart.CancelAsync();
        return ended ? await first : null;
    }

    private async Task DiscardAsync(Task<TConnection> loser)
    {
        try
        {
            await DiscardAsync(await loser);
        }
        catch (Exception)
        {
            // Another address won, or the attempt as a whole ended: this one's reason is nobody's concern.
        }
    }
}
