using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>What a border agent tells about itself in the entry <c>sb</c> of its TXT record.</summary>
/// <param name="Bits">All 32 bits, also those without a name here.</param>
public readonly record struct BorderAgentState(uint Bits)
{
    /// <summary>How commissioners may connect.</summary>
    public BorderAgentConnectionMode ConnectionMode => (BorderAgentConnectionMode)(Bits & 7);

    /// <summary>What its Thread interface does.</summary>
    public BorderAgentInterfaceState InterfaceState => (BorderAgentInterfaceState)(Bits >> 3 & 3);

    /// <summary>Whether it is meant to be reachable most of the time.</summary>
    public bool IsHighlyAvailable => (Bits >> 5 & 3) == 1;

    /// <summary>Whether it serves as a backbone border router.</summary>
    public bool IsBackboneActive => (Bits & 0x80) != 0;

    /// <summary>Whether it is the primary backbone border router.</summary>
    public bool IsBackbonePrimary => (Bits & 0x100) != 0;

    /// <summary>What it is in its network.</summary>
    public BorderAgentRole Role => (BorderAgentRole)(Bits >> 9 & 3);

    /// <summary>Whether it takes ephemeral keys (Thread 1.4).</summary>
    public bool TakesEphemeralKeys => (Bits & 0x800) != 0;

    internal static bool TryRead(ReadOnlySpan<byte> value, out BorderAgentState state)
    {
        state = default;
        if (value.Length != sizeof(uint))
            return false;
        state = new BorderAgentState(BinaryPrimitives.ReadUInt32BigEndian(value));
        return true;
    }

    /// <summary>Interface, role and connection mode.</summary>
    /// <returns>The written state.</returns>
    public override string ToString() => $"{InterfaceState}, {Role}, connections by {ConnectionMode}";
}
