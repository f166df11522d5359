namespace PeerProto.Apple;

/// <summary>A number of IOKit taken apart: <c>system</c> in 6 bits, <c>subsystem</c> in 12, <c>code</c> in 14 (xnu, <c>IOReturn.h</c>).</summary>
/// <param name="Value">The 32 bits. Programs print them as a negative number.</param>
public readonly record struct IoReturnCode(uint Value)
{
    private const uint IoKitSystem = 0x38;

    /// <summary>The system; 0x38 for IOKit.</summary>
    public uint System => Value >> 26 & 0x3F;

    /// <summary>The subsystem.</summary>
    public uint Subsystem => Value >> 14 & 0xFFF;

    /// <summary>The code within it.</summary>
    public uint Code => Value & 0x3FFF;

    /// <summary>What the subsystem is called, such as <c>wlan</c>; null when it has no public name.</summary>
    public string? SubsystemName => ErrorCatalogue.Instance.Section("iokit").Entries.GetValueOrDefault(Subsystem)?.Name;

    /// <summary>Takes a number apart, when it is one of IOKit's.</summary>
    /// <param name="code">The number, as signed or as unsigned 32 bits.</param>
    /// <param name="value">Its parts.</param>
    /// <returns>Whether it is one of IOKit's.</returns>
    public static bool TryCreate(long code, out IoReturnCode value)
    {
        value = default;
        if (code is < int.MinValue or > uint.MaxValue)
            return false;
        value = new IoReturnCode((uint)code);
        return value.System == IoKitSystem;
    }

    /// <summary>The number and its parts.</summary>
    /// <returns>The written number.</returns>
    public override string ToString() => $"0x{Value:X8}: IOKit, subsystem 0x{Subsystem:X}{(SubsystemName is { } name ? $" ({name})" : "")}, code 0x{Code:X}";
}
