namespace PeerProto.Apple;

/// <summary>The NSError of a call of <c>THClient</c>.</summary>
internal sealed class ThreadClientException(string domain, long code, string description) : Exception($"{domain} {code}: {description}")
{
    public string Domain { get; } = domain;

    public long Code { get; } = code;
}
