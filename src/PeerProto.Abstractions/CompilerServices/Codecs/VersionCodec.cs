using System.Diagnostics;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="Version"/>, never null, as text with as many numbers as it has.</summary>
public readonly struct VersionCodec : IPeerCodec<Version>
{
    /// <summary>Four numbers of ten digits and the points between them.</summary>
    private const int MaxText = 43;

    /// <inheritdoc/>
    public static int MaxSize => 2 + MaxText;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in Version value)
    {
        Span<byte> text = stackalloc byte[MaxText];
        bool fits = (value ?? throw EncodeErrors.Null("A version")).TryFormat(text, out int length);
        Debug.Assert(fits, "No number of a version has more than ten digits.");
        writer.WriteUtf8(text[..length]);
    }

    /// <inheritdoc/>
    public static Version Read(ref PeerReader reader)
    {
        const string Expected = "a Version";
        long offset = reader.Offset;
        Span<byte> text = stackalloc byte[MaxText];
        text = text[..reader.ReadUtf8(text, Expected)];
        return Version.TryParse(text, out Version? value) ? value : throw DecodeErrors.Malformed(Expected, "another text", offset);
    }
}
