namespace PeerProto.Tests.Views;

/// <summary>A message that lies in another one.</summary>
[PeerMessage(View = true)]
public readonly partial record struct Place([Member(0)] double X, [Member(1)] double Y);
