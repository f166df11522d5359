namespace PeerProto.Apple;

/// <summary>
/// What a TLV of MeshCoP holds (Thread specification, chapter 8). A data set may hold numbers that are not here; they are kept as they are.
/// </summary>
public enum ThreadTlvType : byte
{
    /// <summary>Channel page (one byte) and channel (two bytes). On page 0, the 2.4 GHz band, channels are 11 to 26.</summary>
    Channel = 0,

    /// <summary>The PAN identifier, two bytes. <c>FFFF</c> is for broadcasts and cannot be a network's.</summary>
    PanId = 1,

    /// <summary>The extended PAN identifier, eight bytes.</summary>
    ExtendedPanId = 2,

    /// <summary>The name of the network, 1 to 16 bytes of UTF-8.</summary>
    NetworkName = 3,

    /// <summary>The key that commissioners prove their passphrase with, sixteen bytes. A secret.</summary>
    Pskc = 4,

    /// <summary>The key of the network, sixteen bytes. Who has it can read and join.</summary>
    NetworkKey = 5,

    /// <summary>How many times the network key was rotated, four bytes. Older than the security policy.</summary>
    NetworkKeySequence = 6,

    /// <summary>The first eight bytes of the addresses inside the mesh; they begin with <c>fd</c>.</summary>
    MeshLocalPrefix = 7,

    /// <summary>A Bloom filter of those who may join, 1 to 16 bytes.</summary>
    SteeringData = 8,

    /// <summary>The short address of the border agent, two bytes.</summary>
    BorderAgentLocator = 9,

    /// <summary>The name of a commissioner, 1 to 64 bytes of UTF-8.</summary>
    CommissionerId = 10,

    /// <summary>The number of a commissioner's session, two bytes.</summary>
    CommissionerSessionId = 11,

    /// <summary>Rotation time of the key in hours (two bytes) and flags (one byte in Thread 1.1, two later).</summary>
    SecurityPolicy = 12,

    /// <summary>A list of TLV types that are asked for.</summary>
    Get = 13,

    /// <summary>When the active data set was made, eight bytes: see <c>ThreadTimestamp</c>.</summary>
    ActiveTimestamp = 14,

    /// <summary>The UDP port of a commissioner, two bytes.</summary>
    CommissionerUdpPort = 15,

    /// <summary>Accept, pending or reject, one byte.</summary>
    State = 16,

    /// <summary>A DTLS record of a joiner that is relayed.</summary>
    JoinerDtlsEncapsulation = 17,

    /// <summary>The UDP port of a joiner, two bytes.</summary>
    JoinerUdpPort = 18,

    /// <summary>The interface identifier of a joiner, eight bytes.</summary>
    JoinerInterfaceId = 19,

    /// <summary>The short address of the joiner's router, two bytes.</summary>
    JoinerRouterLocator = 20,

    /// <summary>The key that a joiner's router protects the last step with, sixteen bytes. A secret.</summary>
    JoinerRouterKek = 21,

    /// <summary>How long something lasts.</summary>
    Duration = 23,

    /// <summary>Where to find the commissioner for a device, up to 64 bytes of UTF-8.</summary>
    ProvisioningUrl = 32,

    /// <summary>The maker of a device, up to 32 bytes of UTF-8.</summary>
    VendorName = 33,

    /// <summary>The model of a device, up to 32 bytes of UTF-8.</summary>
    VendorModel = 34,

    /// <summary>The software version of a device, up to 16 bytes of UTF-8.</summary>
    VendorSoftwareVersion = 35,

    /// <summary>What a maker adds, up to 64 bytes.</summary>
    VendorData = 36,

    /// <summary>The version of a device's Thread stack, six bytes.</summary>
    VendorStackVersion = 37,

    /// <summary>A UDP datagram that is passed on through a border agent.</summary>
    UdpEncapsulation = 48,

    /// <summary>An IPv6 address, sixteen bytes.</summary>
    Ipv6Address = 49,

    /// <summary>When the pending data set was made, eight bytes: see <c>ThreadTimestamp</c>.</summary>
    PendingTimestamp = 51,

    /// <summary>How long until a pending data set becomes active, four bytes, in milliseconds.</summary>
    DelayTimer = 52,

    /// <summary>Which channels may be used: for each page one byte, a length byte and a mask whose first bit is channel 0.</summary>
    ChannelMask = 53,

    /// <summary>How many times something is done.</summary>
    Count = 54,

    /// <summary>How long to wait between times, in milliseconds.</summary>
    Period = 55,

    /// <summary>How long a channel is listened to, in milliseconds.</summary>
    ScanDuration = 56,

    /// <summary>The strongest signals that were heard, one byte each.</summary>
    EnergyList = 57,

    /// <summary>The name of a Thread domain, up to 16 bytes of UTF-8.</summary>
    ThreadDomainName = 59,

    /// <summary>The channel for waking sleeping devices (Thread 1.4), three bytes like <see cref="Channel"/>.</summary>
    WakeupChannel = 74,

    /// <summary>A request for networks nearby.</summary>
    DiscoveryRequest = 128,

    /// <summary>The answer to <see cref="DiscoveryRequest"/>.</summary>
    DiscoveryResponse = 129,

    /// <summary>A joiner tells about itself.</summary>
    JoinerAdvertisement = 241,
}
