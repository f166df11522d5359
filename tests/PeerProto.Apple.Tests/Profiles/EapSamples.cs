using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Apple.Tests;

/// <summary>Profiles with 802.1X that are right, for tests to spoil.</summary>
internal static class EapSamples
{
    public const string Password = "correct horse";

    public static CertificatePayload Anchor { get; } = MakeAnchor();

    /// <summary>PEAP with all that it needs.</summary>
    public static EapConfiguration Peap { get; } = new()
    {
        AcceptedTypes = [EapType.Peap], UserName = "ana", UserPassword = Password, OuterIdentity = "anonymous", AnchorUuids = [Anchor.Uuid], TrustedServerNames = ["radius.example.com"],
    };

    public static EthernetPayload Ethernet { get; } = new() { Identifier = "org.example.office.ethernet", Eap = Peap };

    public static WiFiPayload WiFi { get; } = new() { Identifier = "org.example.office.wifi", Ssid = "Office", Encryption = WiFiEncryption.Wpa2, Eap = Peap };

    public static ConfigurationProfile Profile(params ProfilePayload[] payloads) => new()
    {
        Identifier = "org.example.office", DisplayName = "Office", Payloads = [Anchor, .. payloads],
    };

    private static CertificatePayload MakeAnchor()
    {
        using X509Certificate2 root = TestCertificates.Root();
        return CertificatePayload.Root("org.example.office.root", root);
    }
}
