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

    /// <summary>A message with a member of each type that travels, and samples of it.</summary>
    public const string EveryType =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using PeerProto;

        namespace Demo;

        internal enum Small : byte { A = 1, B = 255 }

        internal enum Wide : long { A = long.MinValue, B = long.MaxValue }

        [PeerMessage]
        internal readonly partial record struct Point([Member(0)] int X, [Member(1)] int Y);

        [PeerMessage]
        internal partial record Name([Member(0)] string Text);

        [PeerMessage]
        internal partial record Everything
        {
            [Member(0)] public bool Boolean { get; init; }
            [Member(1)] public byte Byte { get; init; }
            [Member(2)] public sbyte SByte { get; init; }
            [Member(3)] public short Int16 { get; init; }
            [Member(4)] public ushort UInt16 { get; init; }
            [Member(5)] public int Int32 { get; init; }
            [Member(6)] public uint UInt32 { get; init; }
            [Member(7)] public long Int64 { get; init; }
            [Member(8)] public ulong UInt64 { get; init; }
            [Member(9)] public char Char { get; init; }
            [Member(10)] public float Single { get; init; }
            [Member(11)] public double Double { get; init; }
            [Member(12)] public Small Small { get; init; }
            [Member(13)] public Wide Wide { get; init; }
            [Member(14)] public string Text { get; init; } = "";
            [Member(15)] public Guid Guid { get; init; }
            [Member(16)] public DateTime Time { get; init; }
            [Member(17)] public DateTimeOffset TimeThere { get; init; }
            [Member(18)] public TimeSpan Span { get; init; }
            [Member(19)] public byte[] Bytes { get; init; } = [];
            [Member(20)] public Memory<byte> Memory { get; init; }
            [Member(21)] public ReadOnlyMemory<byte> ReadOnlyMemory { get; init; }
            [Member(22)] public int? MaybeInt32 { get; init; }
            [Member(23)] public Small? MaybeSmall { get; init; }
            [Member(24)] public string? MaybeText { get; init; }
            [Member(25)] public byte[]? MaybeBytes { get; init; }
            [Member(26)] public Point Point { get; init; }
            [Member(27)] public Point? MaybePoint { get; init; }
            [Member(28)] public Name Name { get; init; } = new("");
            [Member(29)] public Name? MaybeName { get; init; }
            [Member(30)] public Point[] Points { get; init; } = [];
            [Member(31)] public List<string?> Texts { get; init; } = [];
            [Member(32)] public IReadOnlyList<int?> Numbers { get; init; } = [];
            [Member(33)] public ImmutableArray<Name> Names { get; init; } = [];
            [Member(34)] public Dictionary<string, Point> ByText { get; init; } = [];
            [Member(35)] public IReadOnlyDictionary<int, List<Name>> ByNumber { get; init; } = new Dictionary<int, List<Name>>();
            [Member(36)] public Small[]? MaybeSmalls { get; init; }
            [Member(37)] public int[][] Table { get; init; } = [];
            [Member(38)] public string[]?[] MaybeTable { get; init; } = [];
            [Member(39)] public Everything? Inner { get; init; }
        }

        internal static class Samples
        {
            private static readonly Everything Full = new()
            {
                Boolean = true, Byte = 255, SByte = -128, Int16 = -32768, UInt16 = 65535, Int32 = int.MinValue, UInt32 = uint.MaxValue,
                Int64 = long.MinValue, UInt64 = ulong.MaxValue, Char = '\u20ac', Single = 1.5f, Double = -2.25, Small = Small.B, Wide = Wide.A,
                Text = "text", Guid = new Guid("00112233-4455-6677-8899-aabbccddeeff"), Time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
                TimeThere = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(90)), Span = TimeSpan.FromTicks(-7),
                Bytes = [1, 2], Memory = new byte[] { 3 }, ReadOnlyMemory = new byte[] { 4, 5 }, MaybeInt32 = 6, MaybeSmall = Small.A,
                MaybeText = "maybe", MaybeBytes = [7], Point = new(8, 9), MaybePoint = new(10, 11), Name = new("name"), MaybeName = new("other"),
                Points = [new(12, 13), new(14, 15)], Texts = ["a", null], Numbers = [16, null], Names = [new("b"), new("c")],
                ByText = new() { ["d"] = new(17, 18) }, ByNumber = new Dictionary<int, List<Name>> { [19] = [new("e")] },
                MaybeSmalls = [Small.A, Small.B], Table = [[1], [], [2, 3]], MaybeTable = [["f"], null],
            };

            public static object[] All { get; } = [new Everything(), Full, Full with { Inner = Full }];
        }
        """;

    /// <summary>Messages declared in each way that is allowed, and samples of them.</summary>
    public const string EveryDeclaration =
        """
        using System.Collections.Generic;
        using PeerProto;

        namespace Demo;

        [PeerMessage]
        internal partial struct PlainStruct
        {
            [Member(0)] public int A;
            [Member(1)] public string? B { get; set; }
        }

        [PeerMessage]
        internal readonly partial struct ReadOnlyStruct(int a, string b)
        {
            [Member(0)] public int A { get; } = a;
            [Member(1)] public string B { get; } = b;
        }

        [PeerMessage]
        internal sealed partial class PlainClass
        {
            [Member(0)] public int A { get; set; } = 5;
            [Member(2)] public List<int> B { get; set; } = [];
            [Member(4)] public readonly string C;

            public PlainClass(string c) => C = c;
        }

        [PeerMessage]
        internal sealed partial class PrimaryClass([Member(0)] int first, [Member(1)] string second)
        {
            public int First { get; } = first;
            public string Second { get; } = second;
        }

        [PeerMessage]
        internal partial class RequiredClass
        {
            [Member(1)] public required string A { get; set; }
            [Member(0)] public required int B { get; init; }
            [Member(2)] public int C { get; set; }
        }

        [PeerMessage]
        internal partial record Positional([Member(1)] string B, [Member(0)] int A)
        {
            [Member(2)] public int C { get; set; }
            [Member(3)] public List<string> D { get; init; } = ["kept"];
        }

        internal partial class Outer
        {
            internal partial interface IInner
            {
                [PeerMessage]
                internal partial record struct Nested([Member(0)] int A);
            }

            [PeerMessage]
            internal partial record @class([Member(0)] int @int, [Member(1)] int count, [Member(2)] int reader, [Member(3)] int message);
        }

        [PeerMessage]
        internal partial record struct Twins
        {
            [Member(0)] public int count { get; init; }
            [Member(1)] public int Count { get; init; }
        }

        internal static class Samples
        {
            public static object[] All { get; } =
            [
                new PlainStruct { A = 1, B = "b" },
                new ReadOnlyStruct(2, "c"),
                new PlainClass("d") { A = 3, B = [4] },
                new PrimaryClass(5, "e"),
                new RequiredClass { A = "f", B = 6, C = 7 },
                new Positional("g", 8) { C = 9, D = ["h"] },
                new Outer.IInner.Nested(10),
                new Outer.@class(11, 12, 13, 14),
                new Twins { count = 15, Count = 16 },
            ];
        }
        """;

    /// <summary>A contract with calls of each shape, with and without arguments, results and cancellation.</summary>
    public const string Notes =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.IO.Pipelines;
        using System.Threading;
        using System.Threading.Tasks;
        using PeerProto;
        namespace Demo;

        [PeerMessage] internal partial record Note([Member(0)] string Text);

        [PeerContract("notes", Version = 3)]
        internal partial interface INotes
        {
            [Channel(1)] IMessageChannel<Note> Handled { get; }
            [Channel(2, Concurrency = 4)] IMessageChannel<int?> Queued { get; }
            [Call(3)] ValueTask PokeAsync();
            [Call(4)] Task PokeTaskAsync(string caller, CancellationToken cancellationToken = default);
            [Call(5)] ValueTask<Note?> FindAsync(int index, List<string?> texts, DayOfWeek day = DayOfWeek.Friday);
            [Call(6, Idempotent = true)] Task<int> AddAsync(int left, int @long, CancellationToken cancellationToken);
            [Call(7)] IAsyncEnumerable<Note> ListAsync(string prefix, int count, CancellationToken cancellationToken);
            [Call(8)] ValueTask<int> CountAsync(string note, IAsyncEnumerable<Note> notes, CancellationToken cancellationToken);
            [Call(9)] Task TakeAsync(IAsyncEnumerable<int> numbers);
            [Call(10)] ValueTask<int> Overloaded(int number);
            [Call(11)] ValueTask<string> Overloaded(string text);
            [Call(12)] IAsyncEnumerable<Note> TranslateAsync(string language, IAsyncEnumerable<string> texts, CancellationToken cancellationToken);
            [Throws<Note>(1), Throws<int>(3)]
            [Call(13, DeadlineMilliseconds = 250, MaxSize = 1000)]
            ValueTask<int> WorkAsync(int steps, PeerDeadline within, IProgress<Note>? progress = null, CancellationToken cancellationToken = default);
            [Stream(14)] Task EchoAsync(IDuplexPipe bytes, CancellationToken cancellationToken);
            [Throws<Note>(1)]
            [Stream(15, DeadlineMilliseconds = 500, MaxSize = 100, Concurrency = 2)]
            ValueTask<long> MeasureAsync(string name, IDuplexPipe bytes, int factor, PeerDeadline within, IProgress<long>? progress = null);
            [Call(16, Concurrency = 1)] ValueTask<int> CountOnceAsync();
        }
        """;

    /// <summary>A TXT record with a member of each type that a value has.</summary>
    public const string EveryTxtValue =
        """
        using System;
        using PeerProto;

        namespace Demo;

        /// <summary>How hard it is.</summary>
        internal enum Mode : byte { Easy, Normal = 5, Default = 5, @class }

        [PeerTxtRecord]
        internal sealed partial record Everything
        {
            [TxtKey("text")] public string Text { get; init; } = "";
            [TxtKey("text?")] public string? MaybeText { get; init; }
            [TxtKey("flag")] public bool Flag { get; init; }
            [TxtKey("on")] public bool On { get; init; } = true;
            [TxtKey("flag?")] public bool? MaybeFlag { get; init; }
            [TxtKey("i8")] public sbyte SByte { get; init; }
            [TxtKey("u8")] public byte Byte { get; init; }
            [TxtKey("i16")] public short Int16 { get; init; }
            [TxtKey("u16")] public ushort UInt16 { get; init; }
            [TxtKey("i32")] public int Int32 { get; init; }
            [TxtKey("u32")] public uint UInt32 { get; init; }
            [TxtKey("i64")] public long Int64 { get; init; }
            [TxtKey("u64")] public ulong UInt64 { get; init; }
            [TxtKey("i32?")] public int? MaybeInt32 { get; init; }
            [TxtKey("f32")] public float Single { get; init; }
            [TxtKey("f64")] public double Double { get; init; }
            [TxtKey("f64?")] public double? MaybeDouble { get; init; }
            [TxtKey("decimal")] public decimal Decimal { get; init; }
            [TxtKey("mode")] public Mode Mode { get; init; } = Mode.Normal;
            [TxtKey("mode?")] public Mode? MaybeMode { get; init; }
            [TxtKey("id")] public Guid Id { get; init; }
            [TxtKey("id?")] public Guid? MaybeId { get; init; }
            [TxtKey("array")] public byte[] Array { get; init; } = [];
            [TxtKey("array?")] public byte[]? MaybeArray { get; init; }
            [TxtKey("bytes")] public ReadOnlyMemory<byte> Bytes { get; init; }
            [TxtKey("bytes?")] public ReadOnlyMemory<byte>? MaybeBytes { get; init; }
            public object? Unmarked { get; init; }
        }
        """;

    /// <summary>TXT records declared in each way that is allowed.</summary>
    public const string EveryTxtDeclaration =
        """
        using System;
        using PeerProto;

        namespace Demo;

        [PeerTxtRecord]
        internal partial struct PlainStruct
        {
            [TxtKey("a")] public string A;
            [TxtKey("b")] public bool B { get; set; }
        }

        [PeerTxtRecord]
        internal partial class Written
        {
            public Written() => B = true;
            [TxtKey("a")] public int A { get; private set; } = 5;
            [TxtKey("b")] public bool B { get; set; }
        }

        [PeerTxtRecord]
        internal partial class PrimaryClass([TxtKey("first")] int first)
        {
            public int First { get; } = first;
            [TxtKey("txtvers")] public required string Second { get; init; }
            [TxtKey("third")] public required bool Third { get; init; }
        }

        [PeerTxtRecord]
        internal readonly partial record struct Positional(
            [TxtKey("a")] string A, [TxtKey("b")] string? B, [TxtKey("c")] bool C, [TxtKey("d")] bool D = true, [TxtKey("e")] long E = 7, [TxtKey("f")] DayOfWeek F = DayOfWeek.Friday)
        {
            [TxtKey("g")] public byte[]? G { get; init; }
        }

        [PeerTxtRecord]
        internal partial record Single([TxtKey("a")] string? A);

        internal abstract class Base
        {
            [TxtKey("base")] public virtual int Base1 { get; protected set; }
        }

        [PeerTxtRecord]
        internal sealed partial class Derived : Base
        {
            [TxtKey("own")] public int Own { get; set; }
            public override int Base1 { get => base.Base1 + 1; protected set => base.Base1 = value - 1; }
        }

        internal partial class Outer
        {
            internal partial interface IInner
            {
                [PeerTxtRecord]
                internal partial record @record([TxtKey("class")] int @class, [TxtKey("reader")] int reader, [TxtKey("absent")] int absent);
            }
        }

        [PeerTxtRecord]
        internal partial record Empty;
        """;
}
