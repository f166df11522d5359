using System.Buffers.Binary;

namespace PeerProto.Security.Exchanges;

/// <summary>How an exchange ended, and who ended it.</summary>
/// <param name="End">How.</param>
/// <param name="ByPeer">Whether the other side said so.</param>
/// <param name="Wait">With <see cref="ExchangeEnd.TooManyGuesses"/>: how long until the next guess is taken.</param>
internal readonly record struct ExchangeResult(ExchangeEnd End, bool ByPeer = false, TimeSpan Wait = default)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static ExchangeResult Proved { get; } = new(ExchangeEnd.Proved);

    /// <summary>Others are at it at this moment.</summary>
    public static ExchangeResult Busy { get; } = new(ExchangeEnd.TooManyGuesses, Wait: TimeSpan.FromSeconds(1));

    /// <summary>What a frame means that is not the one that was waited for.</summary>
    public static ExchangeResult Unexpected(ExchangeFrame frame) => frame.Kind switch
    {
        ExchangeKind.Refuse => Read(frame.Body),
        ExchangeKind.Hello => new(ExchangeEnd.OtherProof),
        ExchangeKind.Foreign => new(ExchangeEnd.Foreign),
        _ => new(ExchangeEnd.Malformed),
    };

    /// <summary>The body of a refusal.</summary>
    public byte[] ToBody()
    {
        if (End != ExchangeEnd.TooManyGuesses)
            return [(byte)End];
        byte[] body = new byte[1 + sizeof(uint)];
        body[0] = (byte)End;
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(1), (uint)Math.Ceiling(Wait.TotalSeconds));
        return body;
    }

    private static ExchangeResult Read(byte[] body)
    {
        ExchangeEnd end = body.Length > 0 ? (ExchangeEnd)body[0] : ExchangeEnd.Malformed;
        if (end == ExchangeEnd.TooManyGuesses && body.Length >= 1 + sizeof(uint))
        {
            TimeSpan wait = TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)));
            return new(end, ByPeer: true, wait < LongestWait ? wait : LongestWait);
        }

        return new(end is > ExchangeEnd.Proved and <= ExchangeEnd.Void ? end : ExchangeEnd.Malformed, ByPeer: true);
    }
}
