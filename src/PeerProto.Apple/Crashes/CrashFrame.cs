namespace PeerProto.Apple;

/// <summary>One call on a stack.</summary>
/// <param name="Image">File name of the program or library, such as <c>CFNetwork</c>; empty where it is not known.</param>
/// <param name="Symbol">Name of the function; null where it is not known.</param>
/// <param name="SymbolOffset">Bytes from the start of that function; null where the report does not say.</param>
/// <param name="Address">Address in the process; null where the report does not say.</param>
/// <param name="ImageOffset">Bytes from the start of the image; null where the report does not say.</param>
/// <param name="IsFromSystem">Whether the image belongs to the system; null where that cannot be told.</param>
/// <param name="SourceFile">The file of source; null where the report does not say.</param>
/// <param name="SourceLine">The line in it; null where the report does not say.</param>
public sealed record CrashFrame(
    string Image,
    string? Symbol,
    long? SymbolOffset = null,
    ulong? Address = null,
    ulong? ImageOffset = null,
    bool? IsFromSystem = null,
    string? SourceFile = null,
    int? SourceLine = null)
{
    /// <summary>Image and symbol, and the place in it, in one line.</summary>
    /// <returns>The written frame.</returns>
    public override string ToString()
    {
        string place = (Symbol, SymbolOffset, ImageOffset, Address) switch
        {
            ({ } symbol, { } offset, _, _) => $"{symbol} + {offset}",
            ({ } symbol, _, _, _) => symbol,
            (_, _, { } offset, _) => $"0x{offset:x} from its start",
            (_, _, _, { } address) => $"0x{address:x}",
            _ => "?",
        };
        return SourceFile is null ? $"{Image} {place}" : $"{Image} {place} ({SourceFile}:{SourceLine})";
    }
}
