using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto.Discovery.Native;

/// <summary>Reads a DNS name as it stands in the data of a record, not compressed.</summary>
internal static class WireName
{
    private const int MaximumLabelLength = 63;

    /// <summary>Reads the service type that a pointer of the meta-query leads to: its first two labels.</summary>
    public static bool TryReadType(ReadOnlySpan<byte> data, [NotNullWhen(true)] out ServiceType? type)
    {
        type = null;
        return TryTakeLabel(ref data, out string? name)
            && TryTakeLabel(ref data, out string? transport)
            && ServiceType.TryParse($"{name}.{transport}", out type);
    }

    private static bool TryTakeLabel(ref ReadOnlySpan<byte> data, [NotNullWhen(true)] out string? label)
    {
        label = null;
        if (data.IsEmpty || data[0] is 0 or > MaximumLabelLength || data[0] >= data.Length)
            return false;
        label = Encoding.UTF8.GetString(data.Slice(1, data[0]));
        data = data[(1 + data[0])..];
        return true;
    }
}
