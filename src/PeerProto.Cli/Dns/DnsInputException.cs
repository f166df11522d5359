namespace PeerProto.Cli.Dns;

/// <summary>What was given holds no rules for names.</summary>
/// <param name="cause">What is wrong, as a sentence without its full stop.</param>
/// <param name="remedy">What to do, as a sentence without its full stop.</param>
internal sealed class DnsInputException(string cause, string remedy) : Exception(cause)
{
    public string Remedy { get; } = remedy;
}
