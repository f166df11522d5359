using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace PeerProto.Apple;

/// <summary>Writes the XML form, indented with tabs as Apple's tools do.</summary>
internal static class XmlPropertyListWriter
{
    public static string Write(PropertyListValue value)
    {
        StringBuilder text = new();
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n");
        Write(text, value, 0);
        return text.Append("</plist>\n").ToString();
    }

    private static void Write(StringBuilder text, PropertyListValue value, int indent)
    {
        text.Append('\t', indent);
        switch (value.Kind)
        {
            case PropertyListKind.Text:
                text.Append("<string>").Append(Escape(value.Text!)).Append("</string>\n");
                break;
            case PropertyListKind.Integer:
                text.Append(CultureInfo.InvariantCulture, $"<integer>{value.Integer}</integer>\n");
                break;
            case PropertyListKind.Real:
                text.Append("<real>").Append(Real(value.Real!.Value)).Append("</real>\n");
                break;
            case PropertyListKind.Boolean:
                text.Append(value.Truth!.Value ? "<true/>\n" : "<false/>\n");
                break;
            case PropertyListKind.Date:
                text.Append("<date>").Append(value.Date!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Append("</date>\n");
                break;
            case PropertyListKind.Data:
                text.Append("<data>").Append(Convert.ToBase64String(value.Data!.Value.Span)).Append("</data>\n");
                break;
            case PropertyListKind.Array:
                text.Append("<array>\n");
                foreach (PropertyListValue item in value.Items)
                    Write(text, item, indent + 1);
                text.Append('\t', indent).Append("</array>\n");
                break;
            case PropertyListKind.Dictionary:
                text.Append("<dict>\n");
                foreach ((string name, PropertyListValue member) in value.Members)
                {
                    text.Append('\t', indent + 1).Append("<key>").Append(Escape(name)).Append("</key>\n");
                    Write(text, member, indent + 1);
                }

                text.Append('\t', indent).Append("</dict>\n");
                break;
            default:
                throw new PropertyListException("XML cannot hold a reference", "Write the binary form");
        }
    }

    private static string Real(double value) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf") : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            throw new PropertyListException("a text has characters that XML cannot hold", "Remove control characters, or write the binary form");
        }

        return SecurityElement.Escape(text).Replace("\r", "&#13;", StringComparison.Ordinal); // a reader makes line feeds of bare ones
    }
}
