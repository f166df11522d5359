namespace PeerProto;

/// <summary>
/// Says what the bytes of a hand-written codec look like, so that they take part in the contract's fingerprint: a type of <c>docs/fingerprint.md</c>,
/// such as <c>i64</c> or <c>[str]</c>. Without it they are <c>any</c>, and peers cannot tell when they change.
/// </summary>
/// <param name="shape">The shape, without a question mark for null.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class WireShapeAttribute(string shape) : Attribute
{
    /// <summary>The shape.</summary>
    public string Shape { get; } = shape;
}
