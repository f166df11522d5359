namespace PeerProto;

/// <summary>What connections with a pre-shared key may use beside the defaults.</summary>
public sealed record PreSharedKeyOptions
{
    /// <summary>The most keys that a listener takes beside its own: 256.</summary>
    public const int MaximumAlsoAccepted = 256;

    /// <summary>
    /// Whether a handshake without an ephemeral key exchange is refused. Default false: peers on Apple's Network framework have none with pre-shared keys, and whoever learns the key of such a
    /// connection later reads what he recorded of it. Between peers that both can, forward secrecy is always used.
    /// </summary>
    public bool RequireForwardSecrecy { get; init; }

    /// <summary>
    /// Further keys that peers who connect here may use, for example the previous one while a group changes over, or one for each device. At most <see cref="MaximumAlsoAccepted"/>, their identities
    /// different. Connections that this side opens always use its own key. Default none.
    /// </summary>
    public IReadOnlyList<PreSharedKey> AlsoAccepted { get; init; } = [];
}
