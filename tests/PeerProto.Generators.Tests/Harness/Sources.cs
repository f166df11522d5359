namespace PeerProto.Generators.Tests.Harness;

/// <summary>Consumer code that several tests share.</summary>
internal static class Sources
{
    /// <summary>Messages and a contract with each kind of member, documented as a library's would be.</summary>
    public const string Whiteboard =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using PeerProto;

        namespace Demo;

        /// <summary>A line on the board.</summary>
        /// <param name="Color">Its colour.</param>
        /// <param name="X">Across.</param>
        /// <param name="Y">Down.</param>
        [PeerMessage]
        public readonly partial record struct Stroke([Member(0)] uint Color, [Member(1)] float X, [Member(2)] float Y);

        /// <summary>All lines.</summary>
        /// <param name="Strokes">The lines.</param>
        [PeerMessage]
        public partial record Snapshot([Member(0)] ImmutableArray<Stroke> Strokes);

        /// <summary>A shared board.</summary>
        [PeerContract("whiteboard", Version = 1)]
        public partial interface IWhiteboard
        {
            /// <summary>Lines as they are drawn.</summary>
            [Channel(1)]
            IMessageChannel<Stroke> Strokes { get; }

            /// <summary>Gives the whole board.</summary>
            /// <param name="cancellationToken">Ends the wait.</param>
            [Call(3)]
            ValueTask<Snapshot> GetSnapshotAsync(CancellationToken cancellationToken);

            /// <summary>Gives the lines drawn since a time.</summary>
            /// <param name="since">From when on.</param>
            /// <param name="cancellationToken">Ends the stream.</param>
            [Call(4)]
            IAsyncEnumerable<Stroke> ReplayAsync(DateTimeOffset since, CancellationToken cancellationToken);

            /// <summary>Adds lines.</summary>
            /// <param name="strokes">The lines.</param>
            /// <param name="cancellationToken">Ends the import.</param>
            [Call(5)]
            ValueTask<int> ImportAsync(IAsyncEnumerable<Stroke> strokes, CancellationToken cancellationToken);
        }
        """;
}
