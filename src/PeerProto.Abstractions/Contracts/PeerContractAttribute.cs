namespace PeerProto;

/// <summary>
/// Marks a partial interface as a contract: the channels and calls that two peers offer each other. Both sides of a connection
/// speak the same contract, and either may send and call.
/// </summary>
/// <param name="name">
/// The name peers find each other by: 1 to 15 lower-case letters, digits and inner hyphens with at least one letter, since it becomes the
/// DNS-SD service type <c>_name._tcp</c> (RFC 6335 §5.1).
/// </param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class PeerContractAttribute(string name) : Attribute
{
    /// <summary>The contract's name, which becomes its service type.</summary>
    public string Name { get; } = name;

    /// <summary>The contract's version, 1 or more. Peers exchange it when they connect.</summary>
    public int Version { get; set; } = 1;
}
