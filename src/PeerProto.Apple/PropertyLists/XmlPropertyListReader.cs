using System.Globalization;
using System.Xml;

namespace PeerProto.Apple;

/// <summary>Reads the XML form. The document type is passed over, entities of its own are refused, nothing is fetched.</summary>
internal static class XmlPropertyListReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = PropertyList.MaximumBytes,
    };

    public static PropertyListValue Read(byte[] bytes)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings);
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "plist")
                throw new PropertyListException("it is neither binary nor XML with a plist in it");
            if (reader.IsEmptyElement)
                throw new PropertyListException("its plist is empty");
            reader.Read();
            PropertyListValue value = ReadValue(reader, 1);
            if (reader.MoveToContent() != XmlNodeType.EndElement)
                throw new PropertyListException("it has more than one outermost value");
            return value;
        }
        catch (XmlException failure)
        {
            throw new PropertyListException($"its XML breaks in line {failure.LineNumber}");
        }
        catch (Exception failure) when (failure is FormatException and not PropertyListException or OverflowException or ArgumentException)
        {
            throw new PropertyListException("it has a value that is not of the kind its name tells");
        }
    }

    private static PropertyListValue ReadValue(XmlReader reader, int depth)
    {
        if (depth > PropertyList.MaximumDepth)
            throw new PropertyListException($"more than {PropertyList.MaximumDepth} values lie within each other");
        if (reader.MoveToContent() != XmlNodeType.Element)
            throw new PropertyListException("a value is missing");
        string kind = reader.LocalName;
        switch (kind)
        {
            case "dict":
                return PropertyListValue.Of(ReadMembers(reader, depth));
            case "array":
                return PropertyListValue.Of(ReadItems(reader, depth));
            case "true" or "false":
                if (reader.ReadElementContentAsString().Trim().Length > 0)
                    throw new PropertyListException($"{kind} has a content");
                return PropertyListValue.Of(kind == "true");
            default:
                string text = reader.ReadElementContentAsString();
                return kind switch
                {
                    "string" => PropertyListValue.Of(text),
                    "integer" => PropertyListValue.Of(Integer(text.Trim())),
                    "real" => PropertyListValue.Of(Real(text.Trim())),
                    "date" => PropertyListValue.Of(DateTimeOffset.ParseExact(text.Trim(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
                    "data" => PropertyListValue.Of(Convert.FromBase64String(text)),
                    _ => throw new PropertyListException("it has an element that no property list has"),
                };
        }
    }

    private static List<PropertyListValue> ReadItems(XmlReader reader, int depth)
    {
        List<PropertyListValue> items = [];
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty)
            return items;
        while (reader.MoveToContent() != XmlNodeType.EndElement)
            items.Add(ReadValue(reader, depth + 1));
        reader.Read();
        return items;
    }

    private static List<(string, PropertyListValue?)> ReadMembers(XmlReader reader, int depth)
    {
        List<(string, PropertyListValue?)> members = [];
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        if (isEmpty)
            return members;
        while (reader.MoveToContent() != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "key")
                throw new PropertyListException("a dictionary has a value without a key");
            string name = reader.ReadElementContentAsString();
            members.Add((name, ReadValue(reader, depth + 1)));
        }

        reader.Read();
        return members;
    }

    private static Int128 Integer(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : Int128.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Real(string text) => text.ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
