namespace PeerProto.Apple;

/// <summary>A payload of a type that has no class of its own here. All its keys stand in <see cref="ProfilePayload.Other"/>.</summary>
public sealed record OtherPayload : ProfilePayload
{
    /// <summary>Makes a payload of a type.</summary>
    /// <param name="payloadType">What the payload is, such as <c>com.apple.vpn.managed</c>.</param>
    public OtherPayload(string payloadType)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        PayloadType = payloadType;
    }

    /// <inheritdoc/>
    public override string PayloadType { get; }

    private protected override IEnumerable<(string Name, PropertyListValue? Value)> Members() => [];
}
