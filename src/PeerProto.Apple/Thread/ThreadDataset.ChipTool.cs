using System.Buffers;
using System.Globalization;

namespace PeerProto.Apple;

/// <content>The command of Matter's chip-tool.</content>
public sealed partial class ThreadDataset
{
    /// <summary>The largest setup code of Matter.</summary>
    public const int MaximumSetupPin = 99_999_998;

    /// <summary>The largest discriminator of Matter.</summary>
    public const int MaximumDiscriminator = 4095;

    private static readonly SearchValues<char> PayloadCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:");

    /// <summary>
    /// The command that commissions a device over Bluetooth into this network. The data set is written behind <c>hex:</c>, without which chip-tool takes the digits for the bytes themselves.
    /// The command holds the key of the network.
    /// </summary>
    /// <param name="nodeId">The number that the device gets, from 1.</param>
    /// <param name="pin">The setup code, 1 to 99999998.</param>
    /// <param name="discriminator">The long discriminator, 0 to 4095.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="ThreadDatasetException">Matter would refuse the data set.</exception>
    public string ToChipTool(ulong nodeId, int pin, int discriminator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(nodeId);
        ArgumentOutOfRangeException.ThrowIfLessThan(pin, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pin, MaximumSetupPin);
        ArgumentOutOfRangeException.ThrowIfNegative(discriminator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discriminator, MaximumDiscriminator);
        RefuseUnlessEnoughForMatter();
        return string.Create(CultureInfo.InvariantCulture, $"chip-tool pairing ble-thread {nodeId} {ChipToolPrefix}{ToHex()} {pin} {discriminator}");
    }

    /// <summary>The same command with what stands in the QR code or is typed by hand in the place of setup code and discriminator.</summary>
    /// <param name="nodeId">The number that the device gets, from 1.</param>
    /// <param name="payload">The payload, such as <c>MT:Y.K9042C00KA0648G00</c> or eleven digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0.</exception>
    /// <exception cref="ArgumentException">The payload holds a character that none has.</exception>
    /// <exception cref="ThreadDatasetException">Matter would refuse the data set.</exception>
    public string ToChipTool(ulong nodeId, string payload)
    {
        ArgumentOutOfRangeException.ThrowIfZero(nodeId);
        ArgumentException.ThrowIfNullOrEmpty(payload);
        if (payload.AsSpan().ContainsAnyExcept(PayloadCharacters))
            throw new ArgumentException("A setup payload is made of capital letters, digits, '-', '.' and ':'. Copy it again.", nameof(payload));
        RefuseUnlessEnoughForMatter();
        return string.Create(CultureInfo.InvariantCulture, $"chip-tool pairing code-thread {nodeId} {ChipToolPrefix}{ToHex()} {payload}");
    }

    private void RefuseUnlessEnoughForMatter()
    {
        string[] missing = [.. ThreadTlvRules.Matter.Where(type => Sized(type) is null).Select(ThreadTlvRules.NameOf)];
        if (missing.Length > 0)
        {
            throw new ThreadDatasetException(
                $"Matter would refuse the data set: {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing or malformed",
                "Get the whole data set from a border router or its app");
        }

        if (!NetworkKey.Span.ContainsAnyExcept((byte)0))
            throw new ThreadDatasetException("The Network Key is all zeros: the data set was redacted", "Use the data set before its redaction");
    }
}
