namespace PeerProto.Apple;

/// <summary>How commissioners may connect to a border agent, from its state bitmap.</summary>
public enum BorderAgentConnectionMode
{
    /// <summary>Not at all.</summary>
    Disabled = 0,

    /// <summary>DTLS with the PSKc of the network.</summary>
    Pskc = 1,

    /// <summary>DTLS with a PSKd.</summary>
    Pskd = 2,

    /// <summary>In a way of its maker.</summary>
    Vendor = 3,

    /// <summary>DTLS with certificates.</summary>
    Certificate = 4,
}
