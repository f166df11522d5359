using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the file of a contract: interface part, service base, channels to everyone, session property, proxy, descriptor.</summary>
internal static class ContractEmitter
{
    /// <summary>Writes the file.</summary>
    public static SourceText Emit(ContractModel contract)
    {
        var source = new SourceWriter(contract.Namespace);
        source.Line();
        EmitInterface(source, contract);
        source.Line();
        ServiceEmitter.Emit(source, contract);
        source.Line();
        EveryoneEmitter.Emit(source, contract);
        source.Line();
        ProxyEmitter.Emit(source, contract);
        source.Line();
        DescriptorEmitter.Emit(source, contract);
        return source.ToSourceText();
    }

    private static void EmitInterface(SourceWriter source, ContractModel contract) => source
        .Open($"partial interface {contract.Interface} : global::PeerProto.CompilerServices.IPeerContract<{contract.Interface}>")
        .Line($"static global::PeerProto.CompilerServices.PeerContractDescriptor<{contract.Interface}> global::PeerProto.CompilerServices.IPeerContract<{contract.Interface}>.Descriptor =>")
        .Line($"    {contract.BaseName}Descriptor.Instance;")
        .Close();
}
