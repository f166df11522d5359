using System.ComponentModel;

namespace PeerProto.CompilerServices;

/// <summary>What an app answers with: the root of each generated <c>…Base</c> class.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public abstract class PeerService<TContract>
    where TContract : class, IPeerContract<TContract>
{
    private object? _everyone;

    /// <summary>The generated object behind <c>session.Everyone</c>.</summary>
    /// <exception cref="InvalidOperationException">No session runs this service yet.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected object EveryoneChannels =>
        _everyone ?? throw new InvalidOperationException("No session runs this service yet. Pass it to PeerSession.StartAsync first.");

    /// <summary>Gives the service its session's channels; the session calls it once, before it takes a connection.</summary>
    /// <param name="everyone">What <see cref="PeerContractDescriptor{TContract}.CreateEveryone"/> made.</param>
    /// <exception cref="InvalidOperationException">Another session runs this service already.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Attach(object everyone)
    {
        ArgumentNullException.ThrowIfNull(everyone);
        if (Interlocked.CompareExchange(ref _everyone, everyone, null) is not null)
            throw new InvalidOperationException("This service already runs in a session. Make one service for each session.");
    }

    /// <summary>Hands a received message to its handler.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="channel">The channel's number.</param>
    /// <param name="reader">The message's bytes, valid until this returns.</param>
    /// <returns>Completes when the handler has, and fails as it does; until then the next message of this sender's channel waits.</returns>
    /// <exception cref="PeerDecodeException">The bytes are no such message. What a handler throws is in the task instead.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract ValueTask DispatchMessageAsync(Peer from, int channel, ref PeerReader reader);

    /// <summary>Hands a received call to the app's method.</summary>
    /// <param name="call">The call's number.</param>
    /// <param name="reader">The arguments' bytes, valid until this returns.</param>
    /// <param name="incoming">Where the answer goes.</param>
    /// <returns>Completes when the answer is sent.</returns>
    /// <exception cref="PeerDecodeException">The bytes are no such arguments. What the app's method throws is its answer instead.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public abstract ValueTask DispatchCallAsync(int call, ref PeerReader reader, IncomingCall incoming);
}
