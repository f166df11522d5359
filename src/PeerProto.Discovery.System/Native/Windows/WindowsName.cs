using System.Text;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>Full names as Windows writes them: labels as they are, with dots between them.</summary>
internal static class WindowsName
{
    private const string TypeMark = "._";

    /// <summary>The instance name before a service type: all that stands before the last two labels that begin with an underscore.</summary>
    public static string FirstOf(string fullName)
    {
        int transport = fullName.LastIndexOf(TypeMark, StringComparison.Ordinal);
        int type = transport > 0 ? fullName.LastIndexOf(TypeMark, transport - 1, StringComparison.Ordinal) : -1;
        return type > 0 ? fullName[..type] : fullName;
    }

    /// <summary>The name in the form of the wire; empty where it has none.</summary>
    public static byte[] ToWire(string name)
    {
        List<byte> wire = [];
        foreach (string label in name.TrimEnd('.').Split('.'))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > ServiceAdvertisement.MaximumInstanceNameLength)
                return [];
            wire.Add((byte)bytes.Length);
            wire.AddRange(bytes);
        }

        wire.Add(0);
        return [.. wire];
    }
}
