namespace PeerProto.Apple;

/// <summary>Which of its names a border agent is called by.</summary>
public enum BorderAgentIdKind
{
    /// <summary>The identifier of 16 bytes that OpenThread's border routers advertise as <c>id</c>.</summary>
    Identifier,

    /// <summary>The extended address of 8 bytes that they advertise as <c>xa</c>. Clients in the field use it where there is no <c>id</c>.</summary>
    ExtendedAddress,
}
