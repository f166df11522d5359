using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

/// <summary>Counts what comes.</summary>
internal sealed class JsonRpcTarget(LinkMeter meter)
{
    public void Send(SmallMessage message) => meter.Count(message);

    public SmallMessage Echo(SmallMessage message)
    {
        meter.Count();
        return message;
    }
}
