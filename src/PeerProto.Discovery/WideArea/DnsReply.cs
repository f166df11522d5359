using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.WideArea;

/// <summary>What a name server answered.</summary>
/// <param name="Message">Its message.</param>
/// <param name="Code">Its response code (RFC 1035 section 4.1.1): 0 where the name exists, 3 where it does not.</param>
internal sealed record DnsReply(DnsMessage Message, int Code)
{
    public const int NoError = 0;
    public const int FormatError = 1;
    public const int NameError = 3;
    public const int NotImplemented = 4;

    /// <summary>Whether it says something about the name, be it that the name does not exist.</summary>
    public bool IsAnswer => Code is NoError or NameError;
}
