using System.Collections.Immutable;
using PeerProto.Matrix.Tests.Table;

namespace PeerProto.Matrix.Tests.Source;

/// <summary>Writes the code of the matrix: for each row a message for each place inside a message, and the calls and the channel of the contract.</summary>
internal static class MatrixSource
{
    private const int EntriesOfARow = 4;

    /// <summary>The files by name.</summary>
    public static ImmutableSortedDictionary<string, string> Write(ImmutableArray<TypeRow> rows) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("MatrixMessages.cs", Messages(rows)),
        KeyValuePair.Create("IMatrix.cs", Contract(rows)),
        KeyValuePair.Create("MatrixService.Calls.cs", Service(rows)),
        KeyValuePair.Create("CodecCells.cs", CodecCells(rows)),
        KeyValuePair.Create("LinkCells.cs", LinkCells(rows)),
        KeyValuePair.Create("MessagePackCells.cs", MessagePackCells(rows)),
    ]);

    private static string Messages(ImmutableArray<TypeRow> rows) => File(
        string.Join("\n\n", rows.SelectMany(row => PlacesOf(row).Select(place => place.Declaration(row)))));

    private static string Contract(ImmutableArray<TypeRow> rows) => File($$"""
        /// <summary>Every row as parameter, result, item of a stream in either direction, and message of a channel.</summary>
        [PeerContract("matrix")]
        public partial interface IMatrix
        {
        {{Lines(rows, (row, index) => $$"""

                [Call({{(index * EntriesOfARow) + 1}})] ValueTask<{{row.Type}}> Echo{{row.Name}}Async({{row.Type}} value, CancellationToken cancellationToken);
                [Call({{(index * EntriesOfARow) + 2}})] ValueTask<int> Put{{row.Name}}Async(IAsyncEnumerable<{{row.Type}}> items, CancellationToken cancellationToken);
                [Call({{(index * EntriesOfARow) + 3}})] IAsyncEnumerable<{{row.Type}}> Take{{row.Name}}Async(CancellationToken cancellationToken);
                [Channel({{(index * EntriesOfARow) + 4}})] IMessageChannel<{{row.Type}}> {{row.Name}}Channel { get; }
            """)}}
        }
        """);

    private static string Service(ImmutableArray<TypeRow> rows) => File($$"""
        internal sealed partial class MatrixService
        {
        {{Lines(rows, (row, _) => $$"""

                public override ValueTask<{{row.Type}}> Echo{{row.Name}}Async(PeerContext caller, {{row.Type}} value, CancellationToken cancellationToken) => new(value);

                public override ValueTask<int> Put{{row.Name}}Async(PeerContext caller, IAsyncEnumerable<{{row.Type}}> items, CancellationToken cancellationToken) => KeepAsync("{{row.Name}}", items, cancellationToken);

                public override IAsyncEnumerable<{{row.Type}}> Take{{row.Name}}Async(PeerContext caller, CancellationToken cancellationToken) => ReplayAsync<{{row.Type}}>("{{row.Name}}");

                protected override ValueTask On{{row.Name}}Channel(Peer from, {{row.Type}} message) => Receive("{{row.Name}}", message);
            """)}}
        }
        """);

    private static string CodecCells(ImmutableArray<TypeRow> rows) => File($$"""
        /// <summary>Every row in every place inside a message.</summary>
        internal static class CodecCells
        {
            public static ImmutableArray<ICodecCell> All { get; } =
            [
        {{string.Join("\n", rows.SelectMany(row => PlacesOf(row).Select(place =>
                $"        new CodecCell<{row.Name}{place.Name}, {row.Name}{place.Name}.PeerCodec>(\"{row.Name} as {place.Words}\", {place.Values(row)}),")))}}
            ];
        }
        """);

    private static string LinkCells(ImmutableArray<TypeRow> rows) => File($$"""
        /// <summary>Every row in every place of a contract.</summary>
        internal static class LinkCells
        {
            public static ImmutableArray<ILinkCell> All { get; } =
            [
        {{string.Join("\n", rows.Select(row => $"""
                    new LinkCell<{row.Type}>("{row.Name}", {row.Values}, (far, value) => far.Echo{row.Name}Async(value, default), (far, items) => far.Put{row.Name}Async(items, default), far => far.Take{row.Name}Async(default), far => far.{row.Name}Channel),
            """))}}
            ];
        }
        """);

    private static string MessagePackCells(ImmutableArray<TypeRow> rows) => File($$"""
        /// <summary>Every row that MessagePack-CSharp can be asked about.</summary>
        internal static class MessagePackCells
        {
            public static ImmutableArray<IMessagePackCell> All { get; } =
            [
        {{string.Join("\n", rows.Where(row => !row.IsOurs).Select(row => $"""
                    new MessagePackCell<{row.Type}, {row.Name}Member, {row.Name}Member.PeerCodec>("{row.Name}", {row.Values}, value => new(value), message => message.Value),
            """))}}
            ];
        }
        """);

    private static IEnumerable<Place> PlacesOf(TypeRow row) => Place.All.Where(place => place.Fits(row));

    private static string Lines(ImmutableArray<TypeRow> rows, Func<TypeRow, int, string> line) => string.Join("\n", rows.Select(line)).TrimStart('\n');

    private static string File(string code) => $"""
        // Written by MatrixSource from TypeTable. After a change of either run this project's tests with PEERPROTO_ACCEPT=1, and then again without.
        using System.Buffers;
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        using System.Net;
        using System.Numerics;
        using System.Text;
        using CsCheck;
        using PeerProto.Matrix.Tests.Cells;
        using PeerProto.Matrix.Tests.Messages;
        using PeerProto.Matrix.Tests.Values;

        namespace PeerProto.Matrix.Tests.Generated;

        {code}

        """.ReplaceLineEndings("\n");
}
