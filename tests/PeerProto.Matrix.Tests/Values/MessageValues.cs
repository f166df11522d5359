using CsCheck;
using PeerProto.Matrix.Tests.Messages;

namespace PeerProto.Matrix.Tests.Values;

/// <summary>Messages of every kind of declaration.</summary>
internal static class MessageValues
{
    private const int TreeDepth = 3;

    public static Gen<RecordMessage> Record { get; } = Gen.Select(TextValues.String, NumberValues.Int32).Select((text, number) => new RecordMessage(text, number));

    public static Gen<RecordStructMessage> RecordStruct { get; } =
        Gen.Select(NumberValues.Int64, TextValues.String.Null()).Select((number, text) => new RecordStructMessage(number, text));

    public static Gen<ReadonlyRecordStructMessage> ReadonlyRecordStruct { get; } =
        Gen.Select(NumberValues.UInt32, NumberValues.Int16, Gen.Guid).Select((color, x, id) => new ReadonlyRecordStructMessage(color, x, id));

    public static Gen<ReadonlyStructMessage> ReadonlyStruct { get; } = Gen.Select(NumberValues.Single, NumberValues.Double).Select((x, y) => new ReadonlyStructMessage(x, y));

    public static Gen<StructMessage> Struct { get; } = Gen.Select(Gen.Bool, TimeValues.DateTime.Nullable(), TextValues.Bytes.Null())
        .Select((flag, time, bytes) => new StructMessage { Flag = flag, Time = time, Bytes = bytes });

    public static Gen<ClassMessage> Class { get; } = Gen.Select(TextValues.String, NumberValues.Int32.List[0, 4], Record.Null())
        .Select((text, numbers, other) => new ClassMessage { Text = text, Numbers = numbers, Other = other });

    public static Gen<RequiredMessage> Required { get; } = Gen.Select(TextValues.String, NumberValues.Int32, NumberValues.Byte)
        .Select((text, number, color) => new RequiredMessage { Text = text, Number = number, Color = (ByteColor)color });

    public static Gen<PrimaryMessage> Primary { get; } = Gen.Select(TextValues.String, NumberValues.UInt64, NumberValues.Char)
        .Select((text, number, letter) => new PrimaryMessage(text, number) { Letter = letter });

    public static Gen<Outer.Middle.InnerMessage> Nested { get; } = Gen.Select(TimeValues.TimeSpan, RecordStruct).Select((time, value) => new Outer.Middle.InnerMessage(time, value));

    public static Gen<SparseMessage> Sparse { get; } = Gen.Select(NumberValues.Int32, TextValues.String, Gen.Bool.Nullable()).Select((second, fifth, last) => new SparseMessage(second, fifth, last));

    public static Gen<WideMessage> Wide { get; } = Gen.Select(NumberValues.Int32.Array[16], NumberValues.Int64.Nullable()).Select((n, last) =>
        new WideMessage(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], last));

    public static Gen<EmptyMessage> Empty { get; } = Gen.Const(() => new EmptyMessage());

    public static Gen<TreeMessage> Tree { get; } = Gen.Recursive<TreeMessage>((depth, tree) => depth == TreeDepth
        ? TextValues.String.Select(name => new TreeMessage(name, [], null))
        : Gen.Select(TextValues.String, tree.List[0, 2], tree.Null(0.5)).Select((name, children, next) => new TreeMessage(name, children, next)));
}
