namespace PeerProto.CompilerServices;

/// <summary>What the value of a TXT entry stands for.</summary>
public enum TxtValueKind
{
    /// <summary>Text, in UTF-8.</summary>
    Text,

    /// <summary>Yes or no: a key without a value is a yes, and <c>0</c> a no.</summary>
    Boolean,

    /// <summary>A whole number, in decimal digits.</summary>
    Integer,

    /// <summary>A number that may have a fraction, in decimal digits.</summary>
    Number,

    /// <summary>One of the names of an enum, in lower case.</summary>
    Name,

    /// <summary>A UUID (RFC 9562 section 4), in hexadecimal digits with hyphens.</summary>
    Guid,

    /// <summary>Bytes as they are.</summary>
    Bytes,
}
