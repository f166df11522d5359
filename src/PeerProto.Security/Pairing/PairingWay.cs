namespace PeerProto;

/// <summary>How two devices come to trust each other. The numbers are on the wire.</summary>
public enum PairingWay
{
    /// <summary>One device shows a passcode, which is typed in on the other. Void after five wrong ones.</summary>
    Passcode = 1,

    /// <summary>Both devices show six digits, and people say on both whether they are the same.</summary>
    Compare = 2,

    /// <summary>One device shows a text, as a QR code for example, which the other reads: key, endpoints and a secret that counts once.</summary>
    Ticket = 3,
}
