using System;
using System.Collections.Generic;
using System.Linq;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the class that apps derive from to answer their peers.</summary>
internal static class ServiceEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Emit(SourceWriter source, ContractModel contract)
    {
        source
            .Lines($"""
                /// <summary>
                /// What an app answers its peers with: override the calls of <see cref="{contract.Interface}"/>, and a channel's handler to take its messages as they
                /// come instead of reading them. An instance serves one session.
                /// </summary>
                """)
            .Open($"{contract.Accessibility} abstract class {contract.BaseName}Base : global::PeerProto.CompilerServices.PeerService<{contract.Interface}>")
            .Line("/// <summary>The contract's channels, to and from every peer. There once a session runs this service.</summary>")
            .Line($"protected {contract.BaseName}Everyone Everyone => ({contract.BaseName}Everyone)EveryoneChannels;");
        foreach (ChannelModel channel in contract.Channels)
            EmitChannel(source, contract, channel);
        foreach (CallModel call in contract.Calls)
            EmitCall(source, call);
        EmitMessageDispatch(source, contract);
        EmitCallDispatch(source, contract);
        source.Close();
    }

    private static void EmitChannel(SourceWriter source, ContractModel contract, ChannelModel channel)
    {
        source.Lines($$"""

            /// <inheritdoc cref="{{contract.Interface}}.{{channel.Name}}"/>{{EveryoneEmitter.BorrowedMark(channel)}}
            protected global::PeerProto.EveryoneChannel<{{channel.Message.Name}}> {{channel.Name}} => Everyone.{{channel.Name}};
            """);
        if (channel.View is null)
            EmitHandler(source, contract, channel);
        else
            EmitBorrowedHandler(source, contract, channel);
    }

    private static void EmitHandler(SourceWriter source, ContractModel contract, ChannelModel channel) => source
        .Lines($$"""

            /// <summary>
            /// Takes a message that a peer sent on <see cref="{{contract.Interface}}.{{channel.Name}}"/>. Until this completes, the peer's next message on the channel
            /// waits. Await what takes long: a handler that blocks its thread holds back all that the peer sends. Unless overridden, messages go to
            /// the reader of <see cref="{{channel.Name}}"/>.
            /// </summary>
            /// <param name="from">The sender.</param>
            /// <param name="message">The message.</param>
            protected virtual global::System.Threading.Tasks.ValueTask On{{channel.PlainName}}(global::PeerProto.Peer from, {{channel.Message.Name}} message) =>
                {{channel.Name}}.EnqueueAsync(from, message);
            """);

    private static void EmitBorrowedHandler(SourceWriter source, ContractModel contract, ChannelModel channel) => source
        .Lines($$"""

            /// <summary>
            /// Takes a message that a peer sent on <see cref="{{contract.Interface}}.{{channel.Name}}"/>, where it was received. Copy what is needed for longer. Until this
            /// returns, nothing else that the peer sends is taken.
            /// </summary>
            /// <param name="from">The sender.</param>
            /// <param name="message">The message. Valid until this returns.</param>
            protected abstract void On{{channel.PlainName}}(global::PeerProto.Peer from, scoped {{channel.View}} message);
            """);

    private static void EmitCall(SourceWriter source, CallModel call) => source
        .Line()
        .Line($"/// <inheritdoc cref=\"{call.Cref}\"/>")
        .Signature(
            $"public abstract {call.ReturnType} {call.Name}",
            [$"global::PeerProto.PeerContext {call.Caller}", .. Answered(call).Select(parameter => $"{AnsweredType(parameter)} {parameter.Name}")],
            ";");

    private static void EmitMessageDispatch(SourceWriter source, ContractModel contract)
    {
        source.Line().Line("/// <inheritdoc/>").Signature(
            "public sealed override global::System.Threading.Tasks.ValueTask DispatchMessageAsync",
            ["global::PeerProto.Peer from", "int channel", "ref global::PeerProto.CompilerServices.PeerReader reader"],
            " =>");
        EmitSwitch(source, contract, "channel", [.. contract.Channels.Select(channel =>
            $"{channel.Id} => {channel.Take}(from, ref reader),")]);
        foreach (ChannelModel channel in contract.Channels)
            EmitTake(source, channel);
    }

    private static void EmitTake(SourceWriter source, ChannelModel channel)
    {
        source.Line().Signature(
            $"private global::System.Threading.Tasks.ValueTask {channel.Take}",
            ["global::PeerProto.Peer from", "ref global::PeerProto.CompilerServices.PeerReader reader"]).Open();
        source.Line(channel.View is { } view
            ? $"var message = new {view}(ref reader);"
            : $"{channel.Message.Name} message = {channel.Message.Codec}.Read(ref reader);");
        EmitGuarded(
            source,
            () =>
            {
                if (channel.View is null)
                    source.Line($"return On{channel.PlainName}(from, message);");
                else
                    source.Line($"On{channel.PlainName}(from, message);").Line("return default;");
            },
            "return global::System.Threading.Tasks.ValueTask.FromException(failure);");
        source.Close();
    }

    /// <summary>Writes the app's part, whose failures are told apart from those of reading, which are thrown.</summary>
    private static void EmitGuarded(SourceWriter source, Action emitBody, string failed)
    {
        source.Open("try");
        emitBody();
        source.Close().Open("catch (global::System.Exception failure)").Line(failed).Close();
    }

    private static void EmitCallDispatch(SourceWriter source, ContractModel contract)
    {
        source.Line().Line("/// <inheritdoc/>").Signature(
            "public sealed override global::System.Threading.Tasks.ValueTask DispatchCallAsync",
            ["int call", "ref global::PeerProto.CompilerServices.PeerReader reader", "global::PeerProto.CompilerServices.IncomingCall incoming"],
            " =>");
        EmitSwitch(source, contract, "call", [.. contract.Calls.Select(call => $"{call.Id} => {call.Answer}(ref reader, incoming),")]);
        foreach (CallModel call in contract.Calls)
            EmitAnswer(source, contract, call);
    }

    private static void EmitSwitch(SourceWriter source, ContractModel contract, string subject, string[] arms)
    {
        string unknown = $"throw new global::PeerProto.PeerDecodeException($\"The contract {contract.Name} has no {subject} {{{subject}}}.\")";
        source.Indent();
        if (arms.Length == 0)
        {
            source.Line(unknown + ";").Outdent();
            return;
        }

        source.Open(subject + " switch");
        foreach (string arm in arms)
            source.Line(arm);
        source.Line($"_ => {unknown},").Close("};").Outdent();
    }

    private static void EmitAnswer(SourceWriter source, ContractModel contract, CallModel call)
    {
        source.Line().Signature(
            $"private global::System.Threading.Tasks.ValueTask {call.Answer}",
            ["ref global::PeerProto.CompilerServices.PeerReader reader", "global::PeerProto.CompilerServices.IncomingCall incoming"]).Open();
        if (call.Arguments is { } arguments)
            source.Line($"var arguments = {contract.BaseName}Descriptor.{arguments.Name}.PeerCodec.Read(ref reader);");
        else
            source.Line("global::PeerProto.CompilerServices.UnitCodec.Read(ref reader);");
        string invocation = $"{call.Name}({string.Join(", ", Answered(call).Select(parameter => Argument(call, parameter)).Prepend("incoming.Context"))})";
        EmitGuarded(
            source,
            () => source.Line($"return incoming.RespondAsync{ResultTypes(call)}(").Indent().Line($"{Answer(call, invocation)});").Outdent(),
            "return incoming.FailAsync(failure);");
        source.Close();
    }

    /// <summary>The parameters that the answering method has, too: it finds the deadline in its context.</summary>
    private static IEnumerable<ParameterModel> Answered(CallModel call) => call.Parameters.Where(parameter => parameter.Role != ParameterRole.Deadline);

    /// <summary>The parameter's type in the answering method, where progress can always be reported, even if nobody listens.</summary>
    private static string AnsweredType(ParameterModel parameter) => parameter.Role == ParameterRole.Progress ? parameter.Type.TrimEnd('?') : parameter.Type;

    private static string Argument(CallModel call, ParameterModel parameter) => parameter.Role switch
    {
        ParameterRole.CancellationToken => "incoming.CancellationToken",
        ParameterRole.Progress => $"incoming.GetProgress<{call.Progress!.Name}, {call.Progress.Codec}>()",
        ParameterRole.Pipe => "incoming.GetPipe()",
        ParameterRole.Stream => $"incoming.ReadItems<{call.Item!.Name}, {call.Item.Codec}>()",
        _ => $"arguments.{parameter.Field}",
    };

    private static string ResultTypes(CallModel call) => (call.Shape == CallShape.ServerStream ? call.Item : call.Result) is { } result
        ? $"<{result.Name}, {result.Codec}>"
        : "";

    private static string Answer(CallModel call, string invocation) => call switch
    {
        { ReturnsTask: true, Result: { } result } => $"new global::System.Threading.Tasks.ValueTask<{result.Name}>({invocation})",
        { ReturnsTask: true } => $"new global::System.Threading.Tasks.ValueTask({invocation})",
        _ => invocation,
    };
}
