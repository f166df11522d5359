using System.Buffers.Binary;

namespace PeerProto.Apple;

/// <summary>How often the keys of a network change, and what it allows.</summary>
/// <param name="RotationHours">Hours between key changes; at least 2, 672 by default.</param>
/// <param name="Flags">What is allowed.</param>
/// <param name="VersionThreshold">The version of Thread a router needs, less 3: 0 means 1.1 and later.</param>
public readonly record struct ThreadSecurityPolicy(ushort RotationHours, ThreadPermissions Flags, byte VersionThreshold = 0)
{
    /// <summary>The shortest time between key changes, in hours.</summary>
    public const ushort MinimumRotationHours = 2;

    /// <summary>What a new network has, as in OpenThread: 672 hours, <c>onrc</c>, threshold 0.</summary>
    public static ThreadSecurityPolicy Default { get; } = new(
        672,
        ThreadPermissions.ObtainNetworkKey | ThreadPermissions.NativeCommissioning | ThreadPermissions.Routers | ThreadPermissions.ExternalCommissioning | ThreadPermissions.BluetoothLink);

    internal const int ShortLength = 3;
    internal const int Length = 4;

    private const byte ReservedBits = 0x38;

    private static readonly (byte Bit, bool IsInverted, ThreadPermissions Flag)[] FirstByte =
    [
        (0x80, false, ThreadPermissions.ObtainNetworkKey), (0x40, false, ThreadPermissions.NativeCommissioning), (0x20, false, ThreadPermissions.Routers),
        (0x10, false, ThreadPermissions.ExternalCommissioning), (0x08, false, ThreadPermissions.Beacons), (0x04, true, ThreadPermissions.CommercialCommissioning),
        (0x02, true, ThreadPermissions.AutonomousEnrolment), (0x01, true, ThreadPermissions.NetworkKeyProvisioning),
    ];

    private static readonly (byte Bit, bool IsInverted, ThreadPermissions Flag)[] SecondByte =
        [(0x80, false, ThreadPermissions.BluetoothLink), (0x40, true, ThreadPermissions.NonCommercialRouters)];

    private static readonly (ThreadPermissions Flag, char Letter)[] Letters =
    [
        (ThreadPermissions.ObtainNetworkKey, 'o'), (ThreadPermissions.NativeCommissioning, 'n'), (ThreadPermissions.Routers, 'r'), (ThreadPermissions.ExternalCommissioning, 'c'),
        (ThreadPermissions.CommercialCommissioning, 'C'), (ThreadPermissions.AutonomousEnrolment, 'e'), (ThreadPermissions.NetworkKeyProvisioning, 'p'),
        (ThreadPermissions.NonCommercialRouters, 'R'),
    ];

    internal static bool TryRead(ReadOnlySpan<byte> value, out ThreadSecurityPolicy policy)
    {
        policy = default;
        if (value.Length is < ShortLength or > Length)
            return false;
        ThreadPermissions flags = Read(value[2], FirstByte);
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

    private static ThreadPermissions Read(byte bits, (byte Bit, bool IsInverted, ThreadPermissions Flag)[] layout)
    {
        ThreadPermissions flags = ThreadPermissions.None;
        foreach ((byte bit, bool isInverted, ThreadPermissions flag) in layout)
        {
            if ((bits & bit) != 0 != isInverted)
                flags |= flag;
        }

        return flags;
    }

    private static byte Write(ThreadPermissions flags, (byte Bit, bool IsInverted, ThreadPermissions Flag)[] layout)
    {
        byte bits = 0;
        foreach ((byte bit, bool isInverted, ThreadPermissions flag) in layout)
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
        ThreadPermissions flags = Flags;
        return $"{RotationHours} {string.Concat(Letters.Where(entry => flags.HasFlag(entry.Flag)).Select(entry => entry.Letter))} {VersionThreshold}";
    }
}
