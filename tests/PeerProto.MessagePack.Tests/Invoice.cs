namespace PeerProto.Tests;

/// <summary>A message with members that MessagePack-CSharp writes.</summary>
[PeerMessage]
internal sealed partial record Invoice(
    [Member(0), PeerCodec(typeof(FormatterCodec<Money, MoneyFormatter>))] Money Total,
    [Member(1), PeerCodec(typeof(ResolverCodec<Customer, Contractless>))] Customer? Customer,
    [Member(2), PeerCodec(typeof(FormatterCodec<Money, MoneyFormatter>))] Money? Discount);
