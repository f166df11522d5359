using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Testing;

/// <summary>Whether this process can make a network lab here and, if not, why.</summary>
public sealed class NetworkLabAvailability
{
    internal static readonly NetworkLabAvailability Available = new(null);

    private NetworkLabAvailability(string? reason) => Reason = reason;

    /// <summary>True if a lab can be made; false if <see cref="Reason"/> stands against it.</summary>
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsAvailable => Reason is null;

    /// <summary>Why no lab can be made, as sentences that also say what to do; null if one can be made.</summary>
    public string? Reason { get; }

    internal static NetworkLabAvailability Unavailable(string reason) => new(reason);

    /// <summary>"available", or the reason against it.</summary>
    public override string ToString() => Reason ?? "available";
}
