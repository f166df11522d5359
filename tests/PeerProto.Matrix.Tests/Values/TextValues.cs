using System.Net;
using CsCheck;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Text of characters that take one to four bytes, and bytes, with lengths around those where the header changes.</summary>
internal static class TextValues
{
    public static Gen<System.Text.Rune> Rune { get; } = Gen.OneOf(
        Gen.Int[0, 0x7F].Select(code => new System.Text.Rune(code)),
        Gen.Int[0x80, 0x7FF].Select(code => new System.Text.Rune(code)),
        Gen.Int[0x800, 0xD7FF].Select(code => new System.Text.Rune(code)),
        Gen.Int[0x10000, 0x10FFFF].Select(code => new System.Text.Rune(code)));

    public static Gen<string> String { get; } = Gen.Frequency(
        (12, Rune.Array[0, 12].Select(runes => string.Concat(runes))),
        (4, Gen.OneOf(30, 31, 32, 33).Select(length => new string('a', length))),
        (1, Gen.OneOf(85, 86, 127, 128, 255, 256).Select(length => new string('\u00E9', length))));

    public static Gen<byte[]> Bytes { get; } = Gen.Frequency((12, Gen.Byte.Array[0, 40]), (1, Gen.Byte.Array[254, 258]));

    public static Gen<Uri> Uri { get; } = Gen.OneOf(
        Rune.Array[0, 8].Select(runes => new Uri("https://example.org/" + System.Uri.EscapeDataString(string.Concat(runes)))),
        Gen.Select(Gen.Int[1, 65_535], Gen.Bool).Select((port, secure) => new Uri($"{(secure ? "wss" : "ws")}://[2001:db8::{port:x}]:{port}/a?b=c#d")),
        Gen.OneOf("mailto:ana@example.org", "a/b", "/a", "", "urn:isbn:0").Select(text => new Uri(text, UriKind.RelativeOrAbsolute)));

    public static Gen<Version> Version { get; } = Gen.Int[0, int.MaxValue].Array[2, 4].Select(parts => parts switch
    {
        [int major, int minor] => new Version(major, minor),
        [int major, int minor, int build] => new Version(major, minor, build),
        _ => new Version(parts[0], parts[1], parts[2], parts[3]),
    });

    public static Gen<IPAddress> IPAddress { get; } = Gen.OneOf(
        Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes)),
        Gen.Byte.Array[16].Select(bytes => new IPAddress(bytes)),
        Gen.Select(Gen.Byte.Array[16], Gen.UInt).Select((bytes, scope) => new IPAddress(bytes, scope)));

    public static Gen<IPEndPoint> IPEndPoint { get; } = Gen.Select(IPAddress, Gen.UShort).Select((address, port) => new IPEndPoint(address, port));
}
