using System.Text;

namespace PeerProto.Testing;

/// <summary>A service as <c>avahi-browse</c> resolved it on one interface and one address family.</summary>
/// <param name="InterfaceName">The interface it was seen on.</param>
/// <param name="AddressFamily">"IPv4" or "IPv6": over which multicast it was seen.</param>
/// <param name="Name">The instance name, unescaped.</param>
/// <param name="ServiceType">The service type, such as <c>_http._tcp</c>.</param>
/// <param name="Domain">The domain, <c>local</c>.</param>
/// <param name="HostName">The host it runs on, such as <c>host1.local</c>.</param>
/// <param name="Address">The host's address.</param>
/// <param name="Port">The port.</param>
/// <param name="TextRecord">The TXT record as avahi prints it: each entry in double quotes, separated by spaces.</param>
public sealed record AvahiService(
    string InterfaceName,
    string AddressFamily,
    string Name,
    string ServiceType,
    string Domain,
    string HostName,
    string Address,
    int Port,
    string TextRecord)
{
    private const string ResolvedMark = "=";
    private const int Fields = 10;

    /// <summary>Reads one line of <c>avahi-browse --resolve --parsable</c>; null if it is not about a resolved service.</summary>
    internal static AvahiService? Parse(string line)
    {
        string[] fields = line.Split(';', Fields);
        return fields.Length == Fields && fields[0] == ResolvedMark && ushort.TryParse(fields[8], out ushort port)
            ? new AvahiService(fields[1], fields[2], Unescape(fields[3]), fields[4], fields[5], fields[6], fields[7], port, fields[9])
            : null;
    }

    /// <summary>Undoes the escapes of DNS text: <c>\032</c> is the byte 32, any other escaped character is itself.</summary>
    private static string Unescape(string text)
    {
        byte[] source = Encoding.UTF8.GetBytes(text);
        List<byte> result = new(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] != (byte)'\\' || i + 1 == source.Length)
            {
                result.Add(source[i]);
            }
            else if (i + 3 < source.Length && byte.TryParse(source.AsSpan(i + 1, 3), out byte escaped))
            {
                result.Add(escaped);
                i += 3;
            }
            else
            {
                result.Add(source[++i]);
            }
        }

        return Encoding.UTF8.GetString([.. result]);
    }
}
