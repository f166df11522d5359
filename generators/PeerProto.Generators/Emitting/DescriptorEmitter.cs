using System.Collections.Generic;
using System.Linq;
using PeerProto.Generators.Model;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the class that tells the session what the contract is, with the structs that carry calls' arguments.</summary>
internal static class DescriptorEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Emit(SourceWriter source, ContractModel contract)
    {
        source
            .Line($"/// <summary>What <see cref=\"{contract.Interface}\"/> is on the wire, and how the session makes its objects.</summary>")
            .Open($"internal sealed class {contract.BaseName}Descriptor : global::PeerProto.CompilerServices.PeerContractDescriptor<{contract.Interface}>");
        EmitConstructor(source, contract);
        source.Lines($"""

            /// <summary>The only instance.</summary>
            public static {contract.BaseName}Descriptor Instance {"{ get; }"} = new();

            /// <inheritdoc/>
            public override {contract.Interface} CreateProxy(global::PeerProto.CompilerServices.PeerLink link) => new {contract.BaseName}Proxy(link);

            /// <inheritdoc/>
            public override object CreateEveryone(global::PeerProto.CompilerServices.EveryoneLink link) => new {contract.BaseName}Everyone(link);
            """);
        if (contract.Txt is { } txt)
        {
            source.Lines($$"""

                /// <inheritdoc/>
                public override global::PeerProto.CompilerServices.TxtRecordDescriptor Txt { get; } = global::PeerProto.CompilerServices.TxtRecordDescriptor.Of<{{txt.Type}}>();
                """);
        }

        foreach (CallModel call in contract.Calls)
            EmitArguments(source, call);
        source.Close();
    }

    private static void EmitConstructor(SourceWriter source, ContractModel contract)
    {
        source.Line($"private {contract.BaseName}Descriptor()").Indent()
            .Line(": base(").Indent()
            .Line($"name: \"{contract.Name}\",")
            .Line($"version: {contract.Version},")
            .Line($"fingerprint: global::System.Convert.FromHexString(\"{contract.Fingerprint}\"),")
            .Line("shape:").Indent().Lines(ShapeLiteral(contract.Shape) + ",").Outdent();
        EmitList(source, "channels", [.. contract.Channels.Select(channel =>
            $"new global::PeerProto.CompilerServices.ChannelDescriptor({channel.Id}, \"{channel.PlainName}\", global::PeerProto.Delivery.{channel.Delivery}){Settings(channel)},")], ",");
        EmitList(source, "calls", [.. contract.Calls.Select(call =>
            $"new global::PeerProto.CompilerServices.CallDescriptor({call.Id}, \"{call.PlainName}\", global::PeerProto.CompilerServices.CallKind.{call.Shape}){Settings(call)},")], ")");
        source.Outdent().Outdent().Line("{").Line("}");
    }

    private static string ShapeLiteral(string shape) =>
        string.Join(" +\n", shape.TrimEnd('\n').Split('\n').Select(line => Literals.Of(line + "\n")));

    private static string Settings(ChannelModel channel)
    {
        List<string> settings = [];
        if (channel.View is not null)
            settings.Add("IsBorrowed = true");
        if (channel.Settings.Overflow != "Wait")
            settings.Add($"Overflow = global::PeerProto.Overflow.{channel.Settings.Overflow}");
        if (channel.Settings.MaximumWaiting is { } waiting)
            settings.Add($"MaximumWaiting = {waiting}");
        if (channel.Settings.TimeToLiveMilliseconds is { } timeToLive)
            settings.Add($"TimeToLive = global::System.TimeSpan.FromMilliseconds({timeToLive})");
        if (channel.Settings.Priority != "Normal")
            settings.Add($"Priority = global::PeerProto.Priority.{channel.Settings.Priority}");
        if (channel.Settings.MaxSize is { } maxSize)
            settings.Add($"MaxSize = {maxSize}");
        if (channel.Settings.Concurrency is { } concurrency and > 1)
            settings.Add($"Concurrency = {concurrency}");
        if (channel.Permission is { } permission)
            settings.Add($"Permission = {Literals.Of(permission)}");
        return Join(settings);
    }

    private static string Settings(CallModel call)
    {
        List<string> settings = [];
        if (call.DeadlineMilliseconds is { } deadline)
            settings.Add($"Deadline = global::System.TimeSpan.FromMilliseconds({deadline})");
        if (call.MaxSize is { } maxSize)
            settings.Add($"MaxSize = {maxSize}");
        if (call.Concurrency is { } concurrency)
            settings.Add($"Concurrency = {concurrency}");
        if (call.IsIdempotent)
            settings.Add("IsIdempotent = true");
        if (call.Permission is { } permission)
            settings.Add($"Permission = {Literals.Of(permission)}");
        if (call.Faults.Count > 0)
            settings.Add($"Faults = [{string.Join(", ", call.Faults.Select(fault => $"new global::PeerProto.CompilerServices.CallFault<{fault.Type.Name}, {fault.Type.Codec}>({fault.Id})"))}]");
        return Join(settings);
    }

    private static string Join(List<string> settings) => settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";

    private static void EmitList(SourceWriter source, string name, string[] items, string end)
    {
        if (items.Length == 0)
        {
            source.Line($"{name}: []{end}");
            return;
        }

        source.Line($"{name}:").Line("[").Indent();
        foreach (string item in items)
            source.Line(item);
        source.Outdent().Line("]" + end);
    }

    private static void EmitArguments(SourceWriter source, CallModel call)
    {
        if (call.Arguments is not { } arguments)
            return;
        string parameters = string.Join(", ", arguments.Codec.Arguments.Select(argument => $"{argument.Type.Name} {argument.Local}"));
        source.Line()
            .Line($"/// <summary>The arguments of <see cref=\"{call.Cref}\"/>.</summary>")
            .Open($"internal readonly struct {arguments.Name}({parameters})");
        foreach (MemberModel argument in arguments.Codec.Arguments)
            source.Line($"public readonly {argument.Type.Name} {argument.Name} = {argument.Local};");
        source.Line();
        CodecEmitter.Emit(source, arguments.Codec);
        source.Close();
    }
}
