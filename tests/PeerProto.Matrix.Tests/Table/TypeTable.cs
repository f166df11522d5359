using System.Collections.Immutable;

namespace PeerProto.Matrix.Tests.Table;

/// <summary>Every row of the matrix. The code in Generated is made of it; see <see cref="Source.MatrixSourceTests"/>.</summary>
internal static class TypeTable
{
    private const string Pairs = "value tuple, `KeyValuePair<K, V>`";

    public static ImmutableArray<TypeRow> Rows { get; } = [.. Numbers(), .. Times(), .. TextAndBytes(), .. Collections(), .. Messages()];

    private static IEnumerable<TypeRow> Numbers() =>
    [
        Key("Boolean", "bool", "NumberValues.Boolean"),
        Key("Byte", "byte", "NumberValues.Byte"),
        Key("SByte", "sbyte", "NumberValues.SByte"),
        Key("Int16", "short", "NumberValues.Int16"),
        Key("UInt16", "ushort", "NumberValues.UInt16"),
        Key("Int32", "int", "NumberValues.Int32"),
        Key("UInt32", "uint", "NumberValues.UInt32"),
        Key("Int64", "long", "NumberValues.Int64"),
        Key("UInt64", "ulong", "NumberValues.UInt64"),
        Of("Single", "float", "NumberValues.Single"),
        Of("Double", "double", "NumberValues.Double"),
        Key("Char", "char", "NumberValues.Char"),
        Key("Int128", "Int128", "NumberValues.Int128"),
        Key("UInt128", "UInt128", "NumberValues.UInt128"),
        Of("Half", "Half", "NumberValues.Half"),
        Of("Decimal", "decimal", "NumberValues.Decimal"),
        Key("BigInteger", "BigInteger", "NumberValues.BigInteger"),
        Key("Rune", "Rune", "TextValues.Rune"),
        Key("ByteEnum", "ByteColor", "NumberValues.Byte.Select(number => (ByteColor)number)") with { PageName = "enum" },
        Key("SByteEnum", "SByteColor", "NumberValues.SByte.Select(number => (SByteColor)number)") with { PageName = "enum" },
        Key("Int16Enum", "Int16Color", "NumberValues.Int16.Select(number => (Int16Color)number)") with { PageName = "enum" },
        Key("UInt16Enum", "UInt16Color", "NumberValues.UInt16.Select(number => (UInt16Color)number)") with { PageName = "enum" },
        Key("Int32Enum", "DayOfWeek", "NumberValues.Int32.Select(number => (DayOfWeek)number)") with { PageName = "enum" },
        Key("UInt32Enum", "UInt32Color", "NumberValues.UInt32.Select(number => (UInt32Color)number)") with { PageName = "enum" },
        Key("Int64Enum", "Int64Color", "NumberValues.Int64.Select(number => (Int64Color)number)") with { PageName = "enum" },
        Key("UInt64Enum", "UInt64Color", "NumberValues.UInt64.Select(number => (UInt64Color)number)") with { PageName = "enum" },
        Of("NullableInt32", "int?", "NumberValues.Int32.Nullable()"),
        Of("NullableDouble", "double?", "NumberValues.Double.Nullable()"),
        Of("NullableEnum", "ByteColor?", "NumberValues.Byte.Select(number => (ByteColor)number).Nullable()"),
    ];

    private static IEnumerable<TypeRow> Times() =>
    [
        Of("DateTime", "DateTime", "TimeValues.DateTime") with { PageName = "`DateTime`, local or unspecified" },
        Of("DateTimeOffset", "DateTimeOffset", "TimeValues.DateTimeOffset"),
        Key("TimeSpan", "TimeSpan", "TimeValues.TimeSpan"),
        Of("UtcDateTime", "DateTime", "TimeValues.UtcDateTime") with { PageName = "`DateTime`, UTC" },
        Key("DateOnly", "DateOnly", "Gen.DateOnly"),
        Key("TimeOnly", "TimeOnly", "Gen.TimeOnly"),
        Of("NullableDateTime", "DateTime?", "TimeValues.UtcDateTime.Nullable()"),
    ];

    private static IEnumerable<TypeRow> TextAndBytes() =>
    [
        Key("String", "string", "TextValues.String"),
        Of("OptionalString", "string?", "TextValues.String.Null()"),
        Key("Guid", "Guid", "Gen.Guid"),
        Key("Uri", "Uri", "TextValues.Uri"),
        Key("Version", "Version", "TextValues.Version"),
        Key("IPAddress", "IPAddress", "TextValues.IPAddress"),
        Key("IPEndPoint", "IPEndPoint", "TextValues.IPEndPoint"),
        Of("ByteSequence", "ReadOnlySequence<byte>", "TextValues.Bytes.Select(bytes => new ReadOnlySequence<byte>(bytes))"),
        Of("ByteArray", "byte[]", "TextValues.Bytes"),
        Of("ByteMemory", "Memory<byte>", "TextValues.Bytes.Select(bytes => new Memory<byte>(bytes))"),
        Of("ReadOnlyByteMemory", "ReadOnlyMemory<byte>", "TextValues.Bytes.Select(bytes => new ReadOnlyMemory<byte>(bytes))"),
        Of("OptionalByteArray", "byte[]?", "TextValues.Bytes.Null()"),
    ];

    private static IEnumerable<TypeRow> Collections() =>
    [
        Of("Int32Array", "int[]", "NumberValues.Int32.Array[0, 40]"),
        Of("DoubleArray", "double[]", "NumberValues.Double.Array[0, 20]"),
        Of("StringArray", "string?[]", "TextValues.String.Null().Array[0, 5]"),
        Of("JaggedArray", "int[][]", "NumberValues.Int32.Array[0, 4].Array[0, 18]"),
        Of("BinaryArray", "byte[][]", "TextValues.Bytes.Array[0, 3]"),
        Of("Int32List", "List<int>", "NumberValues.Int32.List[0, 20]"),
        Of("StringList", "List<string>", "TextValues.String.List[0, 5]"),
        Of("ListOfLists", "List<List<Guid>>", "Gen.Guid.List[0, 3].List[0, 4]"),
        Of("ReadOnlyList", "IReadOnlyList<long>", "NumberValues.Int64.List[0, 10].Select(list => (IReadOnlyList<long>)list)"),
        Of("ImmutableArray", "ImmutableArray<ushort>", "NumberValues.UInt16.Array[0, 20].Select(array => array.ToImmutableArray())"),
        Of("Dictionary", "Dictionary<string, int>", "CollectionValues.Dictionary(TextValues.String, NumberValues.Int32)"),
        Of("DictionaryOfLists", "Dictionary<int, List<string>>", "CollectionValues.Dictionary(NumberValues.Int32, TextValues.String.List[0, 3])"),
        Of("DictionaryByMessage", "Dictionary<ReadonlyRecordStructMessage, string>", "CollectionValues.Dictionary(MessageValues.ReadonlyRecordStruct, TextValues.String)"),
        Of("ReadOnlyDictionary", "IReadOnlyDictionary<Guid, double>", "CollectionValues.Dictionary(Gen.Guid, NumberValues.Double).Select(entries => (IReadOnlyDictionary<Guid, double>)entries)"),
        Of("HashSet", "HashSet<int>", "CollectionValues.Elements.Select<int[], HashSet<int>>(elements => [.. elements])"),
        Of("SortedSet", "SortedSet<int>", "CollectionValues.Elements.Select<int[], SortedSet<int>>(elements => [.. elements])"),
        Of("Queue", "Queue<int>", "CollectionValues.Elements.Select(elements => new Queue<int>(elements))"),
        Of("Stack", "Stack<int>", "CollectionValues.Elements.Select(elements => new Stack<int>(elements))"),
        Of("IEnumerable", "IEnumerable<int>", "CollectionValues.Elements.Select(elements => (IEnumerable<int>)elements)"),
        Of("ICollection", "ICollection<int>", "CollectionValues.Elements.Select(elements => (ICollection<int>)elements)"),
        Of("IList", "IList<int>", "CollectionValues.Elements.Select(elements => (IList<int>)elements)"),
        Of("IReadOnlyCollection", "IReadOnlyCollection<int>", "CollectionValues.Elements.Select(elements => (IReadOnlyCollection<int>)elements)"),
        Of("IReadOnlySet", "IReadOnlySet<int>", "CollectionValues.Elements.Select(elements => (IReadOnlySet<int>)new HashSet<int>(elements))"),
        Of("ISet", "ISet<int>", "CollectionValues.Elements.Select(elements => (ISet<int>)new HashSet<int>(elements))"),
        Of("ImmutableList", "ImmutableList<int>", "CollectionValues.Elements.Select<int[], ImmutableList<int>>(elements => [.. elements])"),
        Of("ImmutableHashSet", "ImmutableHashSet<int>", "CollectionValues.Elements.Select<int[], ImmutableHashSet<int>>(elements => [.. elements])"),
        Of("ImmutableSortedSet", "ImmutableSortedSet<int>", "CollectionValues.Elements.Select<int[], ImmutableSortedSet<int>>(elements => [.. elements])"),
        Of("ImmutableQueue", "ImmutableQueue<int>", "CollectionValues.Elements.Select<int[], ImmutableQueue<int>>(elements => [.. elements])"),
        Of("ImmutableStack", "ImmutableStack<int>", "CollectionValues.Elements.Select<int[], ImmutableStack<int>>(elements => [.. elements])"),
        Of("IImmutableList", "IImmutableList<int>", "CollectionValues.Elements.Select(elements => (IImmutableList<int>)elements.ToImmutableList())"),
        Of("IImmutableSet", "IImmutableSet<int>", "CollectionValues.Elements.Select(elements => (IImmutableSet<int>)elements.ToImmutableHashSet())"),
        Of("IImmutableQueue", "IImmutableQueue<int>", "CollectionValues.Elements.Select(elements => (IImmutableQueue<int>)ImmutableQueue.Create(elements))"),
        Of("IImmutableStack", "IImmutableStack<int>", "CollectionValues.Elements.Select(elements => (IImmutableStack<int>)ImmutableStack.Create(elements))"),
        Of("FrozenSet", "FrozenSet<int>", "CollectionValues.Elements.Select(elements => (FrozenSet<int>)elements.ToFrozenSet())"),
        Of("SortedDictionary", "SortedDictionary<string, int>", "CollectionValues.Entries.Select(entries => new SortedDictionary<string, int>(entries, StringComparer.Ordinal))"),
        Of("IDictionary", "IDictionary<string, int>", "CollectionValues.Entries.Select(entries => (IDictionary<string, int>)entries)"),
        Of("ImmutableDictionary", "ImmutableDictionary<string, int>", "CollectionValues.Entries.Select(entries => entries.ToImmutableDictionary())"),
        Of("ImmutableSortedDictionary", "ImmutableSortedDictionary<string, int>", "CollectionValues.Entries.Select(entries => entries.ToImmutableSortedDictionary(StringComparer.Ordinal))"),
        Of("IImmutableDictionary", "IImmutableDictionary<string, int>", "CollectionValues.Entries.Select(entries => (IImmutableDictionary<string, int>)entries.ToImmutableDictionary())"),
        Of("FrozenDictionary", "FrozenDictionary<string, int>", "CollectionValues.Entries.Select(entries => entries.ToFrozenDictionary())"),
        Of("Tuple", "(int, string)", "Gen.Select(NumberValues.Int32, TextValues.String)") with { PageName = Pairs },
        Of("NestedTuple", "(Guid, (bool, double?))", "Gen.Select(Gen.Guid, Gen.Select(Gen.Bool, NumberValues.Double.Nullable()))") with { PageName = Pairs },
        Of("Pair", "KeyValuePair<string, int>", "Gen.Select(TextValues.String, NumberValues.Int32).Select((key, value) => KeyValuePair.Create(key, value))") with { PageName = Pairs },
        Ours("Int32Memory", "Memory<int>", "CollectionValues.Elements.Select(elements => new Memory<int>(elements))"),
        Ours("DoubleMemory", "ReadOnlyMemory<double>", "NumberValues.Double.Array[0, 20].Select(elements => new ReadOnlyMemory<double>(elements))"),
        Of("OptionalList", "List<int?>?", "NumberValues.Int32.Nullable().List[0, 5].Null()"),
    ];

    private static IEnumerable<TypeRow> Messages() =>
    [
        Of("Record", "RecordMessage", "MessageValues.Record") with { PageName = "message" },
        Key("ReadonlyRecordStruct", "ReadonlyRecordStructMessage", "MessageValues.ReadonlyRecordStruct") with { PageName = "message" },
        Of("AnnotatedType", "AnnotatedMessage", "MessageValues.Annotated") with { PageName = "message" },
        Of("AnnotatedMap", "NamedMessage", "MessageValues.Named") with { PageName = "type annotated for MessagePack-CSharp with string keys" },
        Of("OptionalRecord", "RecordMessage?", "MessageValues.Record.Null()"),
        Of("Union", "ShapeMessage", "MessageValues.Shape") with { PageName = "union" },
        Ours("UnknownCase", "ShapeMessage", "MessageValues.UnknownShape"),
        Ours("InterfaceUnion", "IFigureMessage", "MessageValues.Figure"),
        Ours("GenericRecord", "PageMessage<int>", "MessageValues.PageOf(NumberValues.Int32)"),
        Ours("GenericOfLists", "PageMessage<List<string?>>", "MessageValues.PageOf(TextValues.String.Null().List[0, 3])"),
        Ours("Surrogate", "Vector3", "MessageValues.Vector"),
        Ours("NullableSurrogate", "Vector3?", "MessageValues.Vector.Nullable()"),
        Ours("Derived", "DerivedMessage", "MessageValues.Derived"),
        Ours("RecordStruct", "RecordStructMessage", "MessageValues.RecordStruct"),
        Ours("ReadonlyStruct", "ReadonlyStructMessage", "MessageValues.ReadonlyStruct"),
        Ours("Struct", "StructMessage", "MessageValues.Struct"),
        Ours("Class", "ClassMessage", "MessageValues.Class"),
        Ours("RequiredClass", "RequiredMessage", "MessageValues.Required"),
        Ours("PrimaryConstructor", "PrimaryMessage", "MessageValues.Primary"),
        Ours("NestedType", "Outer.Middle.InnerMessage", "MessageValues.Nested"),
        Ours("Sparse", "SparseMessage", "MessageValues.Sparse"),
        Ours("Wide", "WideMessage", "MessageValues.Wide"),
        Ours("Empty", "EmptyMessage", "MessageValues.Empty"),
        Ours("Recursive", "TreeMessage", "MessageValues.Tree"),
        Ours("NullableStruct", "RecordStructMessage?", "MessageValues.RecordStruct.Nullable()"),
    ];

    private static TypeRow Of(string name, string type, string values) => new(name, type, values);

    private static TypeRow Key(string name, string type, string values) => new(name, type, values) { IsKey = true };

    private static TypeRow Ours(string name, string type, string values) => new(name, type, values) { IsOurs = true };
}
