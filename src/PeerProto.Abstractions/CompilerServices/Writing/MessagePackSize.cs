namespace PeerProto.CompilerServices;

/// <summary>The most bytes each value of a fixed type can take. Generated code adds them up for <see cref="PeerWriter.BeginRun"/>.</summary>
public static class MessagePackSize
{
    /// <summary>Nil.</summary>
    public const int Nil = 1;

    /// <summary>A <see cref="bool"/>.</summary>
    public const int Boolean = 1;

    /// <summary>A <see cref="byte"/>.</summary>
    public const int Byte = 2;

    /// <summary>An <see cref="sbyte"/>.</summary>
    public const int SByte = 2;

    /// <summary>A <see cref="short"/>.</summary>
    public const int Int16 = 3;

    /// <summary>A <see cref="ushort"/>.</summary>
    public const int UInt16 = 3;

    /// <summary>An <see cref="int"/>.</summary>
    public const int Int32 = 5;

    /// <summary>A <see cref="uint"/>.</summary>
    public const int UInt32 = 5;

    /// <summary>A <see cref="long"/>.</summary>
    public const int Int64 = 9;

    /// <summary>A <see cref="ulong"/>.</summary>
    public const int UInt64 = 9;

    /// <summary>A <see cref="char"/>.</summary>
    public const int Char = 3;

    /// <summary>A <see cref="float"/>.</summary>
    public const int Single = 5;

    /// <summary>A <see cref="double"/>.</summary>
    public const int Double = 9;

    /// <summary>A <see cref="System.Guid"/>.</summary>
    public const int Guid = 18;

    /// <summary>A <see cref="System.DateTime"/>.</summary>
    public const int DateTime = 15;

    /// <summary>A <see cref="System.DateTimeOffset"/>.</summary>
    public const int DateTimeOffset = 1 + DateTime + Int16;

    /// <summary>A <see cref="System.TimeSpan"/>.</summary>
    public const int TimeSpan = 9;

    /// <summary>A <see cref="System.DateOnly"/>.</summary>
    public const int DateOnly = 5;

    /// <summary>A <see cref="System.TimeOnly"/>.</summary>
    public const int TimeOnly = 9;

    /// <summary>A <see cref="System.Half"/>.</summary>
    public const int Half = 5;

    /// <summary>An <see cref="System.Int128"/>.</summary>
    public const int Int128 = 18;

    /// <summary>A <see cref="System.UInt128"/>.</summary>
    public const int UInt128 = 18;

    /// <summary>A <see cref="decimal"/>.</summary>
    public const int Decimal = 1 + MessagePackCode.MaxFixStringBytes;

    /// <summary>A <see cref="System.Text.Rune"/>.</summary>
    public const int Rune = 5;

    /// <summary>The header of an array of <paramref name="count"/> elements, and so of a message with that many members.</summary>
    /// <param name="count">How many, not negative.</param>
    public static int ArrayHeader(int count) => count <= MessagePackCode.MaxFixCount ? 1 : count <= ushort.MaxValue ? 3 : 5;

    /// <summary>The header of a map of <paramref name="count"/> entries.</summary>
    /// <param name="count">How many, not negative.</param>
    public static int MapHeader(int count) => ArrayHeader(count);
}
