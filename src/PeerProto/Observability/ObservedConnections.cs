using System.Runtime.CompilerServices;
using PeerProto.Connections;

namespace PeerProto.Observability;

/// <summary>
/// The connections of the process, for those measurements that are taken when somebody asks. It keeps none alive: one that ends leaves what it has carried behind, as sums that are
/// reported must not shrink.
/// </summary>
internal static class ObservedConnections
{
    private static readonly Lock Gate = new();
    private static readonly ConditionalWeakTable<PeerConnection, object?> Living = [];
    private static readonly ChannelSums Ended = new();

    /// <summary>A connection begins.</summary>
    public static void Add(PeerConnection connection)
    {
        Instruments.Start();
        lock (Gate)
            Living.AddOrUpdate(connection, null);
    }

    /// <summary>A connection has ended: it carries nothing any more. Not to be called under its lock.</summary>
    public static void Remove(PeerConnection connection)
    {
        lock (Gate)
        {
            if (Living.Remove(connection))
                connection.AddTo(Ended);
        }
    }

    /// <summary>The connections that live now.</summary>
    public static IReadOnlyList<PeerConnection> Snapshot()
    {
        lock (Gate)
            return [.. Living.Select(static entry => entry.Key)];
    }

    /// <summary>The sums over all channels, of connections that live and that have ended.</summary>
    public static ChannelSums Sum()
    {
        lock (Gate)
        {
            ChannelSums sums = Ended.Carried();
            foreach ((PeerConnection connection, _) in Living)
                connection.AddTo(sums);
            return sums;
        }
    }
}
