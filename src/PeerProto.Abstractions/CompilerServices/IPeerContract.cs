namespace PeerProto.CompilerServices;

/// <summary>How the session finds a contract's generated code without reflection. The generator implements it in the contract itself.</summary>
/// <typeparam name="TContract">The contract.</typeparam>
public interface IPeerContract<TContract>
    where TContract : class, IPeerContract<TContract>
{
    /// <summary>The contract's generated code.</summary>
    static abstract PeerContractDescriptor<TContract> Descriptor { get; }
}
