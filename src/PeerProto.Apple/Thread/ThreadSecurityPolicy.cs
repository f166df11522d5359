using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>How often the keys of a network change, and what it allows.</summary>
/// <param name="RotationHours">Hours between key changes; at least 2, 672 by default.</param>
/// <param name="Flags">What is allowed.</param>
/// <param name="VersionThreshold">The version of Thread a router needs, less 3: 0 means 1.1 and later.</param>
public readonly record struct ThreadSecurityPolicy(ushort RotationHours, ThreadSecurityFlags Flags, byte VersionThreshold = 0)
{
    /// <summary>The shortest time between key changes, in hours.</summary>
    public const ushort MinimumRotationHours = 2;

    /// <summary>What a new network has, as in OpenThread: 672 hours, <c>onrc</c>, threshold 0.</summary>
    public static ThreadSecurityPolicy Default { get; } = new(
        672,
        ThreadSecurityFlags.ObtainNetworkKey | ThreadSecurityFlags.NativeCommissioning | ThreadSecurityFlags.Routers | ThreadSecurityFlags.ExternalCommissioning | ThreadSecurityFlags.BluetoothLink);

    internal const int ShortLength = 3;
    internal const int Length = 4;

    private const byte ReservedBits = 0x38;

    private static readonly (byte Bit, bool IsInverted, ThreadSecurityFlags Flag)[] FirstByte =
    [
        (0x80, false, ThreadSecurityFlags.ObtainNetworkKey), (0x40, false, ThreadSecurityFlags.NativeCommissioning), (0x20, false, ThreadSecurityFlags.Routers),
        (0x10, false, ThreadSecurityFlags.ExternalCommissioning), (0x08, false, ThreadSecurityFlags.Beacons), (0x04, true, ThreadSecurityFlags.CommercialCommissioning),
        (0x02, true, ThreadSecurityFlags.AutonomousEnrolment), (0x01, true, ThreadSecurityFlags.NetworkKeyProvisioning),
    ];

    private static readonly (byte Bit, bool IsInverted, ThreadSecurityFlags Flag)[] SecondByte =
        [(0x80, false, ThreadSecurityFlags.BluetoothLink), (0x40, true, ThreadSecurityFlags.NonCommercialRouters)];

    private static readonly (ThreadSecurityFlags Flag, char Letter)[] Letters =
    [
        (ThreadSecurityFlags.ObtainNetworkKey, 'o'), (ThreadSecurityFlags.NativeCommissioning, 'n'), (ThreadSecurityFlags.Routers, 'r'), (ThreadSecurityFlags.ExternalCommissioning, 'c'),
        (ThreadSecurityFlags.CommercialCommissioning, 'C'), (ThreadSecurityFlags.AutonomousEnrolment, 'e'), (ThreadSecurityFlags.NetworkKeyProvisioning, 'p'),
        (ThreadSecurityFlags.NonCommercialRouters, 'R'),
    ];

    internal static bool TryRead(ReadOnlySpan<byte> value, out ThreadSecurityPolicy policy)
    {
        policy = default;
        if (value.Length is < ShortLength or > Length)
            return false;
        ThreadSecurityFlags flags = Read(value[2], FirstByte);
        byte threshold = 0;
        if (value.Length == Length)
        {
            flags |= Read(value[3], SecondByte);
            threshold = (byte)(value[3] & 0x07);
        }

        policy = new ThreadSecurityPolicy(BinaryPrimitives.ReadUInt16BigEndian(value), flags, threshold);
        return true;
    }

    internal byte[] Encode() =>
        [(byte)(RotationHours >> 8), (byte)RotationHours, Write(Flags, FirstByte), (byte)(Write(Flags, SecondByte) | ReservedBits | (VersionThreshold & 0x07))];

    private static ThreadSecurityFlags Read(byte bits, (byte Bit, bool IsInverted, ThreadSecurityFlags Flag)[] layout)
    {
        ThreadSecurityFlags flags = ThreadSecurityFlags.None;
        foreach ((byte bit, bool isInverted, ThreadSecurityFlags flag) in layout)
        {
            if ((bits & bit) != 0 != isInverted)
                flags |= flag;
        }

        return flags;
    }

    private static byte Write(ThreadSecurityFlags flags, (byte Bit, bool IsInverted, ThreadSecurityFlags Flag)[] layout)
    {
        byte bits = 0;
        foreach ((byte bit, bool isInverted, ThreadSecurityFlags flag) in layout)
        {
            if (flags.HasFlag(flag) != isInverted)
                bits |= bit;
        }

        return bits;
    }

    /// <summary>As OpenThread writes it: hours, letters of what is allowed, threshold, such as <c>672 onrc 0</c>.</summary>
    /// <returns>The written policy.</returns>
    public override string ToString()
    {
        ThreadSecurityFlags flags = Flags;
        return $"{RotationHours} {string.Concat(Letters.Where(entry => flags.HasFlag(entry.Flag)).Select(entry => entry.Letter))} {VersionThreshold}";
    }
}
