namespace PeerProto.CompilerServices;

/// <summary>What a contract is on the wire.</summary>
/// <param name="name">The contract's name.</param>
/// <param name="version">The contract's version.</param>
/// <param name="fingerprint">The 16-byte hash of the contract's wire shape.</param>
/// <param name="shape">The contract's wire shape as text.</param>
/// <param name="channels">The contract's channels, in the order of their numbers.</param>
/// <param name="calls">The contract's calls, in the order of their numbers.</param>
public abstract class PeerContractDescriptor(
    string name, int version, ReadOnlyMemory<byte> fingerprint, string shape, IReadOnlyList<ChannelDescriptor> channels, IReadOnlyList<CallDescriptor> calls)
{
    /// <summary>The length of a fingerprint in bytes.</summary>
    public const int FingerprintLength = 16;

    /// <summary>The contract's name.</summary>
    public string Name { get; } = name;

    /// <summary>The contract's version.</summary>
    public int Version { get; } = version;

    /// <summary>The first 16 bytes of the SHA-256 hash of the contract's wire shape, in UTF-8, as <c>docs/fingerprint.md</c> defines it.</summary>
    public ReadOnlyMemory<byte> Fingerprint { get; } = fingerprint;

    /// <summary>The contract's wire shape as text: what peers of different versions compare.</summary>
    public string Shape { get; } = shape;

    /// <summary>The contract's channels, in the order of their numbers.</summary>
    public IReadOnlyList<ChannelDescriptor> Channels { get; } = channels;

    /// <summary>The contract's calls, in the order of their numbers.</summary>
    public IReadOnlyList<CallDescriptor> Calls { get; } = calls;

    /// <summary>The TXT record that peers announce beside the service, or null where the contract names none. It is no part of <see cref="Shape"/>.</summary>
    public virtual TxtRecordDescriptor? Txt => null;

    /// <summary>The name of a channel or call in the C# contract, or null where there is none.</summary>
    /// <param name="id">Its number.</param>
    public string? NameOf(int id) => Channels.FirstOrDefault(channel => channel.Id == id)?.Name ?? Calls.FirstOrDefault(call => call.Id == id)?.Name;
}
