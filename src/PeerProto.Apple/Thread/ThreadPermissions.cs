namespace PeerProto.Apple;

/// <summary>What the security policy of a network allows (Thread specification 8.10.1.15), each in the positive sense, whatever its bit on the wire means.</summary>
[Flags]
public enum ThreadPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The network key may be handed out to commissioners outside; <c>o</c>.</summary>
    ObtainNetworkKey = 1,

    /// <summary>A commissioner may be a Thread device; <c>n</c>.</summary>
    NativeCommissioning = 2,

    /// <summary>Devices of Thread 1.0 and 1.1 may become routers; <c>r</c>.</summary>
    Routers = 4,

    /// <summary>A commissioner may come through a border agent; <c>c</c>.</summary>
    ExternalCommissioning = 8,

    /// <summary>Thread 1.1 beacons; <c>B</c>.</summary>
    Beacons = 16,

    /// <summary>Commercial commissioning; <c>C</c>. Its bit is inverted on the wire.</summary>
    CommercialCommissioning = 32,

    /// <summary>Autonomous enrolment; <c>e</c>. Its bit is inverted on the wire.</summary>
    AutonomousEnrolment = 64,

    /// <summary>Provisioning of the network key; <c>p</c>. Its bit is inverted on the wire.</summary>
    NetworkKeyProvisioning = 128,

    /// <summary>A link to Bluetooth LE (TOBLE).</summary>
    BluetoothLink = 256,

    /// <summary>Routers without commercial commissioning in a network that has it; <c>R</c>. Its bit is inverted on the wire.</summary>
    NonCommercialRouters = 512,
}
