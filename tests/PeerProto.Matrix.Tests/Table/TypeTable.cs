using System.Collections.Immutable;

namespace PeerProto.Matrix.Tests.Table;

/// <summary>Every row of the matrix. The code in Generated is made of it; see <see cref="Source.MatrixSourceTests"/>.</summary>
internal static class TypeTable
{
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
        Key("ByteEnum", "ByteColor", "NumberValues.Byte.Select(number => (ByteColor)number)"),
        Key("SByteEnum", "SByteColor", "NumberValues.SByte.Select(number => (SByteColor)number)"),
        Key("Int16Enum", "Int16Color", "NumberValues.Int16.Select(number => (Int16Color)number)"),
        Key("UInt16Enum", "UInt16Color", "NumberValues.UInt16.Select(number => (UInt16Color)number)"),
        Key("Int32Enum", "DayOfWeek", "NumberValues.Int32.Select(number => (DayOfWeek)number)"),
        Key("UInt32Enum", "UInt32Color", "NumberValues.UInt32.Select(number => (UInt32Color)number)"),
        Key("Int64Enum", "Int64Color", "NumberValues.Int64.Select(number => (Int64Color)number)"),
        Key("UInt64Enum", "UInt64Color", "NumberValues.UInt64.Select(number => (UInt64Color)number)"),
        Of("NullableInt32", "int?", "NumberValues.Int32.Nullable()"),
        Of("NullableDouble", "double?", "NumberValues.Double.Nullable()"),
        Of("NullableEnum", "ByteColor?", "NumberValues.Byte.Select(number => (ByteColor)number).Nullable()"),
    ];

    private static IEnumerable<TypeRow> Times() =>
    [
        Of("DateTime", "DateTime", "TimeValues.DateTime"),
        Of("DateTimeOffset", "DateTimeOffset", "TimeValues.DateTimeOffset"),
        Key("TimeSpan", "TimeSpan", "TimeValues.TimeSpan"),
        Of("NullableDateTime", "DateTime?", "TimeValues.DateTime.Nullable()"),
    ];

    private static IEnumerable<TypeRow> TextAndBytes() =>
    [
        Key("String", "string", "TextValues.String"),
        Of("OptionalString", "string?", "TextValues.String.Null()"),
        Key("Guid", "Guid", "Gen.Guid"),
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
        Of("OptionalList", "List<int?>?", "NumberValues.Int32.Nullable().List[0, 5].Null()"),
    ];

    private static IEnumerable<TypeRow> Messages() =>
    [
        Of("Record", "RecordMessage", "MessageValues.Record"),
        Of("RecordStruct", "RecordStructMessage", "MessageValues.RecordStruct"),
        Key("ReadonlyRecordStruct", "ReadonlyRecordStructMessage", "MessageValues.ReadonlyRecordStruct"),
        Of("ReadonlyStruct", "ReadonlyStructMessage", "MessageValues.ReadonlyStruct"),
        Of("Struct", "StructMessage", "MessageValues.Struct"),
        Of("Class", "ClassMessage", "MessageValues.Class"),
        Of("RequiredClass", "RequiredMessage", "MessageValues.Required"),
        Of("PrimaryConstructor", "PrimaryMessage", "MessageValues.Primary"),
        Of("NestedType", "Outer.Middle.InnerMessage", "MessageValues.Nested"),
        Of("Sparse", "SparseMessage", "MessageValues.Sparse"),
        Of("Wide", "WideMessage", "MessageValues.Wide"),
        Of("Empty", "EmptyMessage", "MessageValues.Empty"),
        Of("Recursive", "TreeMessage", "MessageValues.Tree"),
        Of("OptionalRecord", "RecordMessage?", "MessageValues.Record.Null()"),
        Of("NullableStruct", "RecordStructMessage?", "MessageValues.RecordStruct.Nullable()"),
    ];

    private static TypeRow Of(string name, string type, string values) => new(name, type, values);

    private static TypeRow Key(string name, string type, string values) => new(name, type, values) { IsKey = true };
}
