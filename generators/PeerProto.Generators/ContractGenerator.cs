using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Emitting;
using PeerProto.Generators.Model;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators;

/// <summary>
/// Gives each message its codec and each contract its base class, proxy and descriptor. Types with errors are passed over in silence; the analyzers
/// report them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <summary>The step that turns marked types into models of messages.</summary>
    public const string MessagesStep = "Messages";

    /// <summary>The step that turns marked interfaces into models of contracts.</summary>
    public const string ContractsStep = "Contracts";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MessageModel> messages = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.PeerMessageAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (marked, cancellationToken) => MessageParser.Parse(
                    (INamedTypeSymbol)marked.TargetSymbol, marked.SemanticModel.Compilation, new Findings(), cancellationToken))
            .WithTrackingName(MessagesStep)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        context.RegisterSourceOutput(messages, static (output, message) => output.AddSource(message.HintName, MessageEmitter.Emit(message)));

        IncrementalValuesProvider<ContractModel> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.PeerContractAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (marked, cancellationToken) => ContractParser.Parse(
                    (INamedTypeSymbol)marked.TargetSymbol, marked.Attributes[0], marked.SemanticModel.Compilation, new Findings(), cancellationToken))
            .WithTrackingName(ContractsStep)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        context.RegisterSourceOutput(contracts, static (output, contract) => output.AddSource(contract.HintName, ContractEmitter.Emit(contract)));
    }
}
