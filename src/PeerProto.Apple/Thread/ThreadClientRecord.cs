namespace PeerProto.Apple;

/// <summary>What <c>THClient</c> hands out: an identifier and a data set, neither of them judged yet.</summary>
internal sealed class ThreadClientRecord(byte[] borderAgent, byte[] dataset)
{
    public byte[] BorderAgent { get; } = borderAgent;

    public byte[] Dataset { get; } = dataset;
}
