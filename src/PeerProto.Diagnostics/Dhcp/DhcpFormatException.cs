namespace PeerProto;

/// <summary>Bytes are no DHCP message. The message says what is wrong and what to do.</summary>
public sealed class DhcpFormatException : FormatException
{
    internal const string Remedy = "Pass the content of a UDP datagram between the ports 67 and 68";

    internal DhcpFormatException(string cause)
        : base($"Reading a DHCP message failed: {cause}. {Remedy}.") => Cause = cause;

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }
}
