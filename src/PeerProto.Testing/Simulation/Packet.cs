namespace PeerProto.Testing;

/// <summary>What travels between two simulated peers.</summary>
internal sealed class Packet
{
    /// <summary>The largest packet with its header.</summary>
    public const int MaximumBytes = 1500;

    /// <summary>The most bytes of a stream in one.</summary>
    public const int MaximumPayload = MaximumBytes - HeaderBytes;

    private const int HeaderBytes = 60;

    public required PacketKind Kind { get; init; }

    /// <summary>The link it belongs to.</summary>
    public required long Link { get; init; }

    /// <summary>Whether it goes to the side that opened the link.</summary>
    public required bool ToOpener { get; init; }

    /// <summary>The stream within the link; even numbers are the opener's, 0 is the first of both.</summary>
    public long Stream { get; init; }

    /// <summary>Where its bytes stand in the stream; of a confirmation, up to where the stream has arrived; of a request to open, the listener's port.</summary>
    public long Offset { get; init; }

    /// <summary>Of a confirmation, up to where the receiver has room; of a request to open, the opener's port; of a stream that is given up, the code.</summary>
    public long Limit { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Whether the stream ends behind it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Of a request to open, whether the link is to have streams beside the first.</summary>
    public bool HasStreams { get; init; }

    public int Bytes => HeaderBytes + Payload.Length;

    public override string ToString() => $"packet {Link}/{Stream}: {Kind} at {Offset}{(Payload.IsEmpty ? "" : $", {Payload.Length} bytes")}{(IsLast ? ", last" : "")}{(Limit > 0 ? $", up to {Limit}" : "")}";
}
