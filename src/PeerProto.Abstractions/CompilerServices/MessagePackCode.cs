using System.Globalization;

namespace PeerProto.CompilerServices;

/// <summary>The first byte of each MessagePack value.</summary>
internal static class MessagePackCode
{
    public const byte MaxPositiveFixInt = 0x7F;
    public const byte FixMap = 0x80;
    public const byte FixArray = 0x90;
    public const byte FixString = 0xA0;
    public const byte Nil = 0xC0;
    public const byte Reserved = 0xC1;
    public const byte False = 0xC2;
    public const byte True = 0xC3;
    public const byte Bin8 = 0xC4;
    public const byte Bin16 = 0xC5;
    public const byte Bin32 = 0xC6;
    public const byte Ext8 = 0xC7;
    public const byte Ext16 = 0xC8;
    public const byte Ext32 = 0xC9;
    public const byte Float32 = 0xCA;
    public const byte Float64 = 0xCB;
    public const byte UInt8 = 0xCC;
    public const byte UInt16 = 0xCD;
    public const byte UInt32 = 0xCE;
    public const byte UInt64 = 0xCF;
    public const byte Int8 = 0xD0;
    public const byte Int16 = 0xD1;
    public const byte Int32 = 0xD2;
    public const byte Int64 = 0xD3;
    public const byte FixExt1 = 0xD4;
    public const byte FixExt2 = 0xD5;
    public const byte FixExt4 = 0xD6;
    public const byte FixExt8 = 0xD7;
    public const byte FixExt16 = 0xD8;
    public const byte String8 = 0xD9;
    public const byte String16 = 0xDA;
    public const byte String32 = 0xDB;
    public const byte Array16 = 0xDC;
    public const byte Array32 = 0xDD;
    public const byte Map16 = 0xDE;
    public const byte Map32 = 0xDF;
    public const byte MinNegativeFixInt = 0xE0;

    /// <summary>The most elements a one-byte array or map header can say.</summary>
    public const int MaxFixCount = 15;

    /// <summary>The most bytes a one-byte string header can say.</summary>
    public const int MaxFixStringBytes = 31;

    /// <summary>The extension type of a timestamp, from the MessagePack specification.</summary>
    public const sbyte TimestampType = -1;

    /// <summary>The extension type of a time that is not UTC, PeerProto's own.</summary>
    public const sbyte LocalTimeType = 1;

    /// <summary>The kind of value that a first byte announces, for error texts.</summary>
    public static string Describe(byte code)
    {
        string kind = code switch
        {
            <= MaxPositiveFixInt or >= MinNegativeFixInt or (>= UInt8 and <= Int64) => "an integer",
            < FixArray or Map16 or Map32 => "a map",
            < FixString or Array16 or Array32 => "an array",
            < Nil or (>= String8 and <= String32) => "a string",
            Nil => "nil",
            Reserved => "a byte that MessagePack does not use",
            False or True => "a boolean",
            <= Bin32 => "binary data",
            <= Ext32 or (>= FixExt1 and <= FixExt16) => "an extension",
            _ => "a floating-point number",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{kind} (0x{code:X2})");
    }
}
