namespace PeerProto.Security.Exchanges;

/// <summary>A frame of an exchange.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Body">What it carries; empty for a hello and for what is foreign.</param>
internal readonly record struct ExchangeFrame(ExchangeKind Kind, byte[] Body);
