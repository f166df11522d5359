namespace PeerProto;

/// <summary>Bytes are no capture of packets, or a broken one. The message says what is wrong and what to do.</summary>
public sealed class CaptureException : FormatException
{
    internal CaptureException(string cause, string remedy = "Write the capture again, as pcap or pcapng")
        : base($"Reading a capture failed: {cause}. {remedy}.")
    {
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
