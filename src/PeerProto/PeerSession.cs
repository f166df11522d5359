using PeerProto.CompilerServices;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>Starts sessions.</summary>
public static class PeerSession
{
    /// <summary>
    /// Starts a session: listens, lets itself be found, finds others, and connects to them. Completes when it listens; peers are reported by
    /// <see cref="PeerSession{TContract}.PeersAsync"/> as they come.
    /// </summary>
    /// <typeparam name="TContract">The contract, an interface with <see cref="PeerContractAttribute"/>.</typeparam>
    /// <param name="service">What this app answers with: an instance of a class derived from the contract's generated <c>…Base</c>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="cancellationToken">Ends the start, not the session that came of it.</param>
    /// <exception cref="PeerConnectionException">The session cannot listen; the exception says why and what helps.</exception>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="InvalidOperationException">The service runs in another session.</exception>
    public static async Task<PeerSession<TContract>> StartAsync<TContract>(
        PeerService<TContract> service, Action<PeerSessionOptions>? configure = null, CancellationToken cancellationToken = default)
        where TContract : class, IPeerContract<TContract>
    {
        ArgumentNullException.ThrowIfNull(service);
        PeerSessionOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        Session<TContract> session = new(service, options);
        await session.Run(() => session.StartAsync(cancellationToken));
        return session;
    }
}
