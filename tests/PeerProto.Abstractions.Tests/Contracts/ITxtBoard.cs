namespace PeerProto.Tests.Contracts;

/// <summary>A contract whose peers announce a record.</summary>
[PeerContract("txt-board"), Advertises<BoardTxt>]
internal partial interface ITxtBoard
{
    [Channel(1)] IMessageChannel<string> Lines { get; }
}
