using System.Diagnostics.CodeAnalysis;

namespace PeerProto.Apple;

/// <summary>
/// Reads and writes property lists, as XML and in binary, as Apple's systems keep settings, profiles and databases in them. Bounded: nothing in
/// a list makes reading it take more than a small multiple of its length.
/// </summary>
public static class PropertyList
{
    /// <summary>The longest list that is read, in bytes: 16 Mi.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>How many values a list may have, each counted wherever it stands.</summary>
    public const int MaximumValues = 1_000_000;

    /// <summary>How many values may lie within each other.</summary>
    public const int MaximumDepth = 128;

    /// <summary>Reads a list of either form.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>Its outermost value.</returns>
    /// <exception cref="PropertyListException">The bytes are no property list, or one past the limits.</exception>
    public static PropertyListValue Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MaximumBytes)
            throw new PropertyListException($"it has {bytes.Length} bytes, and {MaximumBytes} are the most");
        return IsBinary(bytes) ? new BinaryPropertyListReader(bytes).Read() : XmlPropertyListReader.Read(bytes);
    }

    /// <summary>Reads a list of either form, without an exception for what is none.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="value">Its outermost value; null where it could not be read.</param>
    /// <param name="failure">Why it could not be read; null where it was.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out PropertyListValue? value, [NotNullWhen(false)] out PropertyListException? failure)
    {
        try
        {
            (value, failure) = (Read(bytes), null);
            return true;
        }
        catch (PropertyListException caught)
        {
            (value, failure) = (null, caught);
            return false;
        }
    }

    /// <summary>Writes XML, as profiles are written.</summary>
    /// <param name="value">The outermost value.</param>
    /// <returns>The text, with a line feed at its end.</returns>
    /// <exception cref="PropertyListException">A text has characters that XML cannot hold, or a value is a reference.</exception>
    public static string WriteXml(PropertyListValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return XmlPropertyListWriter.Write(value);
    }

    /// <summary>Writes the binary form.</summary>
    /// <param name="value">The outermost value.</param>
    /// <returns>The bytes.</returns>
    public static byte[] WriteBinary(PropertyListValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new BinaryPropertyListWriter().Write(value);
    }

    /// <summary>Whether bytes begin like a property list of either form.</summary>
    internal static bool LooksLikeOne(ReadOnlySpan<byte> bytes) => IsBinary(bytes) || (bytes[..Math.Min(bytes.Length, 512)].IndexOf("<plist"u8) >= 0) || bytes.StartsWith("<?xml"u8);

    private static bool IsBinary(ReadOnlySpan<byte> bytes) => bytes.StartsWith("bplist"u8);
}
