namespace PeerProto.Discovery.Forwarding;

/// <summary>What an asker says by EDNS (RFC 6891).</summary>
/// <param name="MaximumLength">The longest datagram that it takes.</param>
/// <param name="Version">The version; only 0 is defined.</param>
/// <param name="WantsSignatures">The DO bit: DNSSEC records are welcome (RFC 3225).</param>
internal readonly record struct ClientEdns(ushort MaximumLength, byte Version, bool WantsSignatures);
