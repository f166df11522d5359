using PeerProto.CompilerServices;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Diagnostics;

/// <summary>The contract that the other side names, as if this side had it, with nothing in it.</summary>
internal sealed class MirroredContract(Hello hello) : PeerContractDescriptor(hello.Contract, hello.ContractVersion, hello.Fingerprint, "", [], []);
