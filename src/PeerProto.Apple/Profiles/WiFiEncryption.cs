namespace PeerProto.Apple;

/// <summary>How a Wi-Fi network is encrypted (EncryptionType). From iOS 16 and macOS 13 on, each of WPA to WPA3 means this or better.</summary>
public enum WiFiEncryption
{
    /// <summary>Whatever the network has, WPA or better. Apple's default.</summary>
    Any,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>WEP. Broken.</summary>
    Wep,

    /// <summary>WPA.</summary>
    Wpa,

    /// <summary>WPA2.</summary>
    Wpa2,

    /// <summary>WPA3.</summary>
    Wpa3,
}
