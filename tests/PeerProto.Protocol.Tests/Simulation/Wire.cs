using System.Text;
using PeerProto.Protocol.Framing;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>Frames built and taken apart by hand, without the code under test.</summary>
internal static class Wire
{
    /// <summary>A frame with a length of its shortest form.</summary>
    public static byte[] Frame(FrameKind kind, params byte[][] parts) => Frame((byte)kind, parts);

    /// <summary>A frame of any kind.</summary>
    public static byte[] Frame(byte kind, params byte[][] parts)
    {
        byte[] body = Join(parts);
        return Join(Number((ulong)body.Length + 1), [kind], body);
    }

    /// <summary>A number as RFC 9000 §16 writes it, in its shortest form.</summary>
    public static byte[] Number(ulong value)
    {
        int bits = value < 1UL << 6 ? 0 : value < 1UL << 14 ? 1 : value < 1UL << 30 ? 2 : 3;
        int length = 1 << bits;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)(value >> (8 * (length - 1 - i)));
        bytes[0] |= (byte)(bits << 6);
        return bytes;
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        foreach (byte value in bytes)
            text.Append(text.Length > 0 ? " " : "").Append(value.ToString("x2", null));
        return text.ToString();
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>All frames in a run of bytes, which must end with the last one.</summary>
    public static IReadOnlyList<(FrameKind Kind, byte[] Body)> Parse(ReadOnlySpan<byte> bytes)
    {
        List<(FrameKind, byte[])> frames = [];
        while (!bytes.IsEmpty)
        {
            int length = (int)TakeNumber(ref bytes);
            frames.Add(((FrameKind)bytes[0], bytes[1..length].ToArray()));
            bytes = bytes[length..];
        }

        return frames;
    }

    /// <summary>The whole frames in a run of bytes, with their lengths.</summary>
    public static IEnumerable<byte[]> Split(byte[] bytes)
    {
        for (int start = 0; start < bytes.Length;)
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(start);
            int length = (int)TakeNumber(ref rest);
            int end = bytes.Length - rest.Length + length;
            yield return bytes[start..end];
            start = end;
        }
    }

    public static ulong TakeNumber(ref ReadOnlySpan<byte> bytes)
    {
        int length = 1 << (bytes[0] >> 6);
        ulong value = (ulong)(bytes[0] & 0x3F);
        for (int i = 1; i < length; i++)
            value = (value << 8) | bytes[i];
        bytes = bytes[length..];
        return value;
    }

    /// <summary>The code and the reason of a close frame.</summary>
    public static (CloseCode Code, string Reason) ReadClose(ReadOnlySpan<byte> body)
    {
        ulong code = TakeNumber(ref body);
        return ((CloseCode)code, Encoding.UTF8.GetString(body));
    }
}
