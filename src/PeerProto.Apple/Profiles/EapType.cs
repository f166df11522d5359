namespace PeerProto.Apple;

/// <summary>An EAP method, by its number (AcceptEAPTypes). Others can be cast from their number.</summary>
public enum EapType
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>EAP-TLS: both sides have a certificate.</summary>
    Tls = 13,

    /// <summary>LEAP. Broken: passwords can be guessed from what was overheard.</summary>
    Leap = 17,

    /// <summary>EAP-SIM.</summary>
    Sim = 18,

    /// <summary>EAP-TTLS: a password inside TLS.</summary>
    Ttls = 21,

    /// <summary>EAP-AKA.</summary>
    Aka = 23,

    /// <summary>PEAP: MSCHAPv2 inside TLS.</summary>
    Peap = 25,

    /// <summary>EAP-FAST.</summary>
    Fast = 43,

    /// <summary>EAP-AKA'.</summary>
    AkaPrime = 50,
}
