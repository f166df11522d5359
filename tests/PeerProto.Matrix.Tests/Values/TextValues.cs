using System.Text;
using CsCheck;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Text of characters that take one to four bytes, and bytes, with lengths around those where the header changes.</summary>
internal static class TextValues
{
    private static readonly Gen<Rune> Runes = Gen.OneOf(
        Gen.Int[0, 0x7F].Select(code => new Rune(code)),
        Gen.Int[0x80, 0x7FF].Select(code => new Rune(code)),
        Gen.Int[0x800, 0xD7FF].Select(code => new Rune(code)),
        Gen.Int[0x10000, 0x10FFFF].Select(code => new Rune(code)));

    public static Gen<string> String { get; } = Gen.Frequency(
        (12, Runes.Array[0, 12].Select(runes => string.Concat(runes))),
        (4, Gen.OneOf(30, 31, 32, 33).Select(length => new string('a', length))),
        (1, Gen.OneOf(85, 86, 127, 128, 255, 256).Select(length => new string('\u00E9', length))));

    public static Gen<byte[]> Bytes { get; } = Gen.Frequency((12, Gen.Byte.Array[0, 40]), (1, Gen.Byte.Array[254, 258]));
}
