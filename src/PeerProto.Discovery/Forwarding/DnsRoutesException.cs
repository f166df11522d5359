namespace PeerProto.Discovery;

/// <summary>A text holds no routes for names. The message says where it is wrong and what to write instead.</summary>
public sealed class DnsRoutesException : FormatException
{
    internal DnsRoutesException(string place, string cause, string remedy)
        : base($"The DNS rules are wrong at {place}: {cause}. {remedy}.")
    {
        Place = place;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>Where, such as <c>rules[2].match</c>; <c>$</c> for the whole.</summary>
    public string Place { get; }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to write instead, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
