namespace PeerProto.Tests;

/// <summary>A type with a formatter and no attributes.</summary>
public readonly record struct Money(long Cents, string Currency);
