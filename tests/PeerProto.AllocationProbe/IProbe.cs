namespace PeerProto.AllocationProbe;

[PeerMessage]
public readonly partial record struct Sample([Member(0)] long Number, [Member(1)] double X, [Member(2)] double Y);

[PeerContract("probe", Version = 1)]
public partial interface IProbe
{
    [Channel(1)] IMessageChannel<Sample> Samples { get; }
}
