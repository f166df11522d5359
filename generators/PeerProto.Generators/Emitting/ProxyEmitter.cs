using System.Collections.Generic;
using System.Linq;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the class through which an app sends to one peer and calls it.</summary>
internal static class ProxyEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Emit(SourceWriter source, ContractModel contract)
    {
        source
            .Line($"/// <summary>A peer as <see cref=\"{contract.Interface}\"/>: its channels send to the peer, its calls run there.</summary>")
            .Open($"internal sealed class {contract.BaseName}Proxy : {contract.Interface}");
        foreach (CallModel call in contract.Calls)
            source.Line($"private readonly {FieldType(contract, call)} {call.Field};");
        if (contract.Calls.Count > 0)
            source.Line();
        EmitConstructor(source, contract);
        foreach (ChannelModel channel in contract.Channels)
        {
            source.Lines($$"""

                /// <inheritdoc/>
                public global::PeerProto.IMessageChannel<{{channel.Message.Name}}> {{channel.Name}} { get; }
                """);
        }

        foreach (CallModel call in contract.Calls)
            EmitCall(source, contract, call);
        source.Close();
    }

    private static void EmitConstructor(SourceWriter source, ContractModel contract)
    {
        source.Open($"public {contract.BaseName}Proxy(global::PeerProto.CompilerServices.PeerLink link)");
        foreach (ChannelModel channel in contract.Channels)
            source.Line($"{channel.Name} = link.Channel<{channel.Message.Name}, {channel.Message.Codec}>({channel.Id});");
        foreach (CallModel call in contract.Calls)
            source.Line($"{call.Field} = link.{LinkMethod(contract, call)}({call.Id});");
        source.Close();
    }

    private static void EmitCall(SourceWriter source, ContractModel contract, CallModel call)
    {
        string token = call.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.CancellationToken)?.Name ?? "default";
        string stream = call.Parameters.FirstOrDefault(parameter => parameter.Role is ParameterRole.Stream or ParameterRole.Pipe) is { } items ? $"{items.Name}, " : "";
        string method = call.Shape is CallShape.ServerStream or CallShape.Duplex ? "Invoke" : call.Result is null ? "InvokeWithoutResultAsync" : "InvokeAsync";
        source
            .Line()
            .Line("/// <inheritdoc/>")
            .Signature($"public {call.ReturnType} {call.Name}", [.. call.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}")], " =>")
            .Line($"    {call.Field}.{method}({Arguments(contract, call)}, {stream}{Settings(call)}, {token}){(call.ReturnsTask ? ".AsTask()" : "")};");
    }

    private static string Settings(CallModel call)
    {
        List<string> settings = [];
        foreach (ParameterModel parameter in call.Parameters)
        {
            if (parameter.Role == ParameterRole.Deadline)
                settings.Add($"Deadline: {parameter.Name}");
            else if (parameter.Role == ParameterRole.Progress)
                settings.Add($"Progress: new global::PeerProto.CompilerServices.CallProgress<{call.Progress!.Name}, {call.Progress.Codec}>({parameter.Name})");
        }

        return settings.Count == 0 ? "default" : $"new global::PeerProto.CompilerServices.CallSettings({string.Join(", ", settings)})";
    }

    private static string Arguments(ContractModel contract, CallModel call) => call.Arguments is null
        ? "default"
        : $"new {ArgumentsType(contract, call)}({string.Join(", ", call.Parameters.Where(parameter => parameter.Role == ParameterRole.Argument).Select(parameter => parameter.Name))})";

    private static string FieldType(ContractModel contract, CallModel call)
    {
        string arguments = ArgumentsType(contract, call);
        string result = call.Result?.Name ?? "global::PeerProto.CompilerServices.Unit";
        return "global::PeerProto.CompilerServices." + call.Shape switch
        {
            CallShape.ServerStream => $"OutgoingServerStream<{arguments}, {call.Item!.Name}>",
            CallShape.Duplex => $"OutgoingDuplex<{arguments}, {call.Item!.Name}, {result}>",
            CallShape.ByteStream => $"OutgoingByteStream<{arguments}, {result}>",
            CallShape.ClientStream => $"OutgoingClientStream<{arguments}, {call.Item!.Name}, {result}>",
            _ => $"OutgoingCall<{arguments}, {result}>",
        };
    }

    private static string LinkMethod(ContractModel contract, CallModel call)
    {
        string arguments = call.Arguments is null
            ? "global::PeerProto.CompilerServices.Unit, global::PeerProto.CompilerServices.UnitCodec"
            : $"{ArgumentsType(contract, call)}, {ArgumentsType(contract, call)}.PeerCodec";
        string result = call.Result is { } type
            ? $"{type.Name}, {type.Codec}"
            : "global::PeerProto.CompilerServices.Unit, global::PeerProto.CompilerServices.UnitCodec";
        return call.Shape switch
        {
            CallShape.ServerStream => $"ServerStream<{arguments}, {call.Item!.Name}, {call.Item.Codec}>",
            CallShape.Duplex => $"Duplex<{arguments}, {call.Item!.Name}, {call.Item.Codec}, {result}>",
            CallShape.ByteStream => $"ByteStream<{arguments}, {result}>",
            CallShape.ClientStream => $"ClientStream<{arguments}, {call.Item!.Name}, {call.Item.Codec}, {result}>",
            _ => $"Call<{arguments}, {result}>",
        };
    }

    private static string ArgumentsType(ContractModel contract, CallModel call) =>
        call.Arguments is { } arguments ? $"{contract.BaseName}Descriptor.{arguments.Name}" : "global::PeerProto.CompilerServices.Unit";
}
