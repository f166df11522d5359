using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeerProto.Apple;

/// <content>How data sets are read.</content>
public sealed partial class ThreadDataset
{
    private const string ChipToolPrefix = "hex:";

    /// <summary>Looks at bytes and tells everything that can be told about them. Never fails.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    public static ThreadDatasetReport Inspect(ReadOnlySpan<byte> bytes) => ThreadDatasetReport.Of(bytes);

    /// <summary>Reads a data set: TLVs to the end of the bytes, none twice, at most <see cref="MaximumLength"/> bytes. Values are not judged; see <see cref="Validate"/>.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <param name="dataset">The data set, when the bytes are one.</param>
    /// <returns>Whether they are.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ThreadDataset? dataset)
    {
        dataset = Inspect(bytes).Dataset;
        return dataset is not null;
    }

    /// <summary>Reads a data set or says why it cannot be read.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <exception cref="ThreadDatasetException">They are none; the message says what is wrong, and where.</exception>
    public static ThreadDataset Parse(ReadOnlySpan<byte> bytes)
    {
        ThreadDatasetReport report = Inspect(bytes);
        if (report.Dataset is { } dataset)
            return dataset;
        ThreadFinding finding = report.Findings.First(finding => finding.Kind is ThreadFindingKind.TooLong or ThreadFindingKind.Broken or ThreadFindingKind.Duplicate);
        throw new ThreadDatasetException(finding.Cause, finding.Remedy);
    }

    /// <summary>Reads a data set from hexadecimal digits, as <see cref="TryDecodeHex"/> takes them.</summary>
    /// <param name="hex">The digits.</param>
    /// <exception cref="ThreadDatasetException">They are none; the message says what is wrong, and where.</exception>
    public static ThreadDataset ParseHex(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return TryDecodeHex(hex, out byte[]? bytes, out ThreadDatasetException? failure) ? Parse(bytes) : throw failure;
    }

    /// <summary>
    /// Turns the written form of a data set into bytes: hexadecimal digits of either case, white space anywhere, an optional <c>hex:</c> or <c>0x</c> before them, and quotes around them.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes, when it was such a text.</param>
    /// <param name="failure">What is wrong with it otherwise.</param>
    /// <returns>Whether it was.</returns>
    public static bool TryDecodeHex(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out ThreadDatasetException? failure)
    {
        bytes = null;
        failure = null;
        ReadOnlySpan<char> digits = text.Trim().Trim("\"'").Trim();
        int skipped = 0;
        if (digits.StartsWith(ChipToolPrefix, StringComparison.OrdinalIgnoreCase))
            skipped = ChipToolPrefix.Length;
        else if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            skipped = 2;
        digits = digits[skipped..];

        List<byte> read = [];
        int high = -1;
        foreach (char character in digits)
        {
            if (char.IsWhiteSpace(character))
                continue;
            if (!char.IsAsciiHexDigit(character))
            {
                string shown = char.IsControl(character) || char.IsSurrogate(character) ? $"U+{(int)character:X4}" : $"'{character}'";
                failure = new ThreadDatasetException(
                    string.Create(CultureInfo.InvariantCulture, $"The text is not hexadecimal: {shown} stands where a digit is expected"),
                    "Give the bytes as digits 0-9 and a-f, two for each byte");
                return false;
            }

            int digit = char.IsAsciiDigit(character) ? character - '0' : (character | 0x20) - 'a' + 10;
            if (high < 0)
            {
                high = digit;
                continue;
            }

            read.Add((byte)(high << 4 | digit));
            high = -1;
            if (read.Count > MaximumInspectedLength)
            {
                failure = new ThreadDatasetException($"The text has more than {MaximumInspectedLength} bytes", $"A data set has at most {MaximumLength}");
                return false;
            }
        }

        if (high >= 0)
        {
            failure = new ThreadDatasetException($"The text has {read.Count * 2 + 1} hexadecimal digits, an odd number", "Copy it again: a digit was lost");
            return false;
        }

        if (read.Count == 0)
        {
            failure = new ThreadDatasetException("There is no digit in the text", "Give the bytes as digits 0-9 and a-f, two for each byte");
            return false;
        }

        bytes = [.. read];
        return true;
    }
}
