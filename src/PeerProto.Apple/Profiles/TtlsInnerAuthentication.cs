namespace PeerProto.Apple;

/// <summary>How the user proves who it is inside the tunnel of EAP-TTLS.</summary>
public enum TtlsInnerAuthentication
{
    /// <summary>The password as it is.</summary>
    Pap,

    /// <summary>EAP within EAP.</summary>
    Eap,

    /// <summary>CHAP.</summary>
    Chap,

    /// <summary>MS-CHAP.</summary>
    MsChap,

    /// <summary>MS-CHAPv2, Apple's default.</summary>
    MsChapV2,
}
