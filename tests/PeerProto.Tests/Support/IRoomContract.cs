namespace PeerProto.Tests.Support;

/// <summary>What the peers of <see cref="IRoomContract"/> announce. Less visible than the contract.</summary>
[PeerTxtRecord]
internal sealed partial record RoomTxt([TxtKey("title")] string? Title, [TxtKey("open")] bool Open);

/// <summary>A contract whose peers announce something of their own.</summary>
[PeerContract("room-test"), Advertises<RoomTxt>]
public partial interface IRoomContract
{
    [Channel(1)] IMessageChannel<Point> Points { get; }
}

internal sealed class RoomService : RoomContractBase;
