namespace PeerProto;

/// <summary>
/// Says which permission a peer needs to use a contract's channel, call or byte stream. Each side asks by itself what the peer may do, with <c>PeerSessionOptions.Authorize</c>; unless told
/// otherwise nobody has a permission but those to whom a trust store gives it. A call of a peer without it is answered with <see cref="RemoteErrorCode.NotAuthorized"/> before its arguments
/// are decoded. Messages of a peer without it are refused from the beginning: its sends fail at once, and one that sends all the same is disconnected.
/// </summary>
/// <remarks>
/// It holds for what the peer asks of this side. What this side may ask of the peer is up to the peer. Local: peers need not say the same, and it is no part of the contract's shape.
/// </remarks>
/// <param name="permission">The name of the permission: 1 to <see cref="MaximumLength"/> characters, no control characters, compared letter by letter.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    /// <summary>The longest name of a permission in characters: 128.</summary>
    public const int MaximumLength = 128;

    /// <summary>The name of the permission.</summary>
    public string Permission { get; } = permission;
}
