namespace PeerProto;

/// <summary>
/// Makes a member of a <see cref="PeerTxtRecordAttribute">TXT record</see> an entry of it (RFC 6763 section 6.4). Its type is text, <see langword="bool"/>, a number, an enum,
/// a <see cref="Guid"/>, or bytes as an array or <see cref="ReadOnlyMemory{T}"/>, each with or without a question mark. Everybody on the network can read what it holds.
/// </summary>
/// <param name="key">
/// The key: printable ASCII without the equals sign, nine characters or fewer by the RFC's advice. Case does not count. It never changes once released.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class TxtKeyAttribute(string key) : Attribute
{
    /// <summary>The most characters that RFC 6763 section 6.4 advises.</summary>
    public const int AdvisedLength = 9;

    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
