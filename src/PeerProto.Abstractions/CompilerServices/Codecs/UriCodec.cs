namespace PeerProto.CompilerServices;

/// <summary>
/// Writes and reads a <see cref="Uri"/>, never null, as the text that it was made of. One made of a file path without a scheme is written with its
/// scheme, since the path alone would be a relative reference elsewhere.
/// </summary>
public readonly struct UriCodec : IPeerCodec<Uri>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in Uri value)
    {
        if (value is null)
            throw EncodeErrors.Null("A Uri");
        bool hasScheme = !value.IsAbsoluteUri || value.OriginalString.AsSpan().TrimStart().StartsWith($"{value.Scheme}:", StringComparison.OrdinalIgnoreCase);
        writer.WriteString(hasScheme ? value.OriginalString : value.AbsoluteUri);
    }

    /// <inheritdoc/>
    public static Uri Read(ref PeerReader reader)
    {
        long offset = reader.Offset;
        return Uri.TryCreate(reader.ReadString(), UriKind.RelativeOrAbsolute, out Uri? value) ? value : throw DecodeErrors.Malformed("a Uri", "another text", offset);
    }
}
