using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Emitting;
using PeerProto.Generators.Model;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators;

/// <summary>
/// Gives each message its codec, each contract its base class, proxy and descriptor, and each TXT record its reading and writing. Types with errors are passed over in silence; the analyzers
/// report them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractGenerator : IIncrementalGenerator
{
    /// <summary>The step that turns marked types into models of messages.</summary>
    public const string MessagesStep = "Messages";

    /// <summary>The step that turns marked interfaces into models of contracts.</summary>
    public const string ContractsStep = "Contracts";

    /// <summary>The step that turns marked types into models of TXT records.</summary>
    public const string TxtRecordsStep = "TxtRecords";

    /// <summary>The step that gathers the codecs of types that are not ours to extend, each once.</summary>
    public const string StandaloneStep = "Standalone";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Parsed<MessageModel>> messages = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.PeerMessageAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (marked, cancellationToken) => MessageParser.Parse(
                    (INamedTypeSymbol)marked.TargetSymbol, marked.SemanticModel.Compilation, new Findings(), cancellationToken))
            .WithTrackingName(MessagesStep)
            .Where(static parsed => parsed is not null)
            .Select(static (parsed, _) => parsed!);
        context.RegisterSourceOutput(messages.Select(static (parsed, _) => parsed.Own), static (output, message) => output.AddSource(message.HintName, MessageEmitter.Emit(message)));

        IncrementalValuesProvider<Parsed<ContractModel>> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.PeerContractAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (marked, cancellationToken) => ContractParser.Parse(
                    (INamedTypeSymbol)marked.TargetSymbol, marked.Attributes[0], marked.SemanticModel.Compilation, new Findings(), cancellationToken))
            .WithTrackingName(ContractsStep)
            .Where(static parsed => parsed is not null)
            .Select(static (parsed, _) => parsed!);
        context.RegisterSourceOutput(
            contracts.Select(static (parsed, _) => parsed.Own), static (output, contract) => output.AddSource(contract.HintName, ContractEmitter.Emit(contract)));

        IncrementalValuesProvider<TxtRecordModel> txtRecords = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.PeerTxtRecordAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (marked, cancellationToken) => TxtRecordParser.Parse(
                    (INamedTypeSymbol)marked.TargetSymbol, marked.SemanticModel.Compilation, new Findings(), cancellationToken))
            .WithTrackingName(TxtRecordsStep)
            .Where(static record => record is not null)
            .Select(static (record, _) => record!);
        context.RegisterSourceOutput(txtRecords, static (output, record) => output.AddSource(record.HintName, TxtRecordEmitter.Emit(record)));

        IncrementalValuesProvider<MessageModel> standalone = messages.SelectMany(static (parsed, _) => parsed.Standalone).Collect()
            .Combine(contracts.SelectMany(static (parsed, _) => parsed.Standalone).Collect())
            .SelectMany(static (required, _) => Once(required.Left.Concat(required.Right)))
            .WithTrackingName(StandaloneStep);
        context.RegisterSourceOutput(standalone, static (output, codec) => output.AddSource(codec.HintName, MessageEmitter.Emit(codec)));
    }

    /// <summary>Each file once, in an order that does not depend on who asked for it first.</summary>
    private static IEnumerable<MessageModel> Once(IEnumerable<MessageModel> models) =>
        models.GroupBy(model => model.HintName, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.First());
}
