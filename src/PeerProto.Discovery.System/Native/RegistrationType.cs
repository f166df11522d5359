using System.Text;

namespace PeerProto.Discovery.Native;

/// <summary>Writes service types as <c>dns_sd.h</c> takes them: the type, then each subtype after a comma.</summary>
internal static class RegistrationType
{
    /// <summary>The type for a browse: with its subtype, if it has one.</summary>
    public static string Of(ServiceType type) => type.Subtype is { } subtype ? Of(type.BaseType, [subtype]) : type.ToString();

    /// <summary>The type for a registration under subtypes too.</summary>
    public static string Of(ServiceType type, IEnumerable<string> subtypes)
    {
        StringBuilder text = new(type.ToString());
        foreach (string subtype in subtypes)
        {
            text.Append(',');
            foreach (char character in subtype)
                _ = character is '.' or ',' or '\\' ? text.Append('\\').Append(character) : text.Append(character);
        }

        return text.ToString();
    }
}
