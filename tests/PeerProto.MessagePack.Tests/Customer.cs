namespace PeerProto.Tests;

/// <summary>A type that only a resolver knows how to write.</summary>
public sealed class Customer
{
    public string Name { get; set; } = "";

    public Customer? Parent { get; set; }
}
