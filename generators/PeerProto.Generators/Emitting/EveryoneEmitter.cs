using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the channels to everyone, the session property that leads to them, and what else a session of the contract has.</summary>
internal static class EveryoneEmitter
{
    /// <summary>Writes both classes.</summary>
    public static void Emit(SourceWriter source, ContractModel contract)
    {
        EmitChannels(source, contract);
        source.Line();
        EmitExtension(source, contract);
    }

    private static void EmitChannels(SourceWriter source, ContractModel contract)
    {
        source
            .Line($"/// <summary>The channels of <see cref=\"{contract.Interface}\"/>, to and from every peer of a session.</summary>")
            .Open($"{contract.Accessibility} sealed class {contract.BaseName}Everyone")
            .Open($"internal {contract.BaseName}Everyone(global::PeerProto.CompilerServices.EveryoneLink link)");
        foreach (ChannelModel channel in contract.Channels)
            source.Line($"{channel.Name} = link.Channel<{channel.Message.Name}, {channel.Message.Codec}>({channel.Id});");
        source.Close();
        foreach (ChannelModel channel in contract.Channels)
        {
            source.Lines($$"""

                /// <inheritdoc cref="{{contract.Interface}}.{{channel.Name}}"/>{{BorrowedMark(channel)}}
                public global::PeerProto.EveryoneChannel<{{channel.Message.Name}}> {{channel.Name}} { get; }
                """);
        }

        source.Close();
    }

    /// <summary>The attribute, on a line of its own, that tells analyzers of a borrowed channel.</summary>
    public static string BorrowedMark(ChannelModel channel) => channel.View is null ? "" : "\n[global::PeerProto.CompilerServices.BorrowedChannel]";

    private static void EmitExtension(SourceWriter source, ContractModel contract)
    {
        source
            .Line($"/// <summary>What a session of <see cref=\"{contract.Interface}\"/> offers beside what every session does.</summary>")
            .Open($"{contract.Accessibility} static class {contract.BaseName}Session")
            .Line("/// <param name=\"session\">The session.</param>")
            .Open($"extension(global::PeerProto.PeerSession<{contract.Interface}> session)")
            .Line("/// <summary>The contract's channels, to and from every peer of the session.</summary>")
            .Line($"public {contract.BaseName}Everyone Everyone => ({contract.BaseName}Everyone)session.EveryoneChannels;");
        if (contract.Txt is { } txt)
        {
            source.Lines($$"""

                /// <summary>Replaces what the app says in the session's TXT record.</summary>
                /// <param name="txt">The record.</param>
                /// <param name="cancellationToken">Ends the wait; the record holds all the same.</param>
                {{txt.Accessibility}} global::System.Threading.Tasks.ValueTask UpdateTxtAsync(
                    {{txt.Type}} txt, global::System.Threading.CancellationToken cancellationToken = default) =>
                    session.UpdateTxtAsync(global::PeerProto.TxtRecordConversion.ToTxtRecord(txt), cancellationToken);
                """);
        }

        source.Close().Close();
    }
}
