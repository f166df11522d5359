using System.Numerics;
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

    public static Gen<ShapeMessage> Shape { get; } = Gen.Recursive<ShapeMessage>((depth, shape) => Gen.OneOf(
        NumberValues.Int32.Select(radius => (ShapeMessage)new CircleMessage(radius)),
        depth == TreeDepth
            ? TextValues.String.Select(text => (ShapeMessage)new LabelMessage(text, null))
            : Gen.Select(TextValues.String, shape.Null(0.5)).Select((text, around) => (ShapeMessage)new LabelMessage(text, around))));

    /// <summary>Cases that a newer peer has.</summary>
    public static Gen<ShapeMessage> UnknownShape { get; } = Gen.Select(Gen.Int[2, 16_383], TextValues.Bytes.Where(bytes => bytes.Length <= byte.MaxValue))
        .Select((id, bytes) => (ShapeMessage)new ShapeMessage.Unknown(id, (byte[])[0x92, 0xC4, (byte)bytes.Length, .. bytes, 0xC0]));

    public static Gen<IFigureMessage> Figure { get; } = Gen.OneOf(
        NumberValues.Int16.Select(x => (IFigureMessage)new DotFigure(x)),
        Record.Select(record => (IFigureMessage)new NamedFigure { Name = record }));

    public static Gen<Vector3> Vector { get; } = Gen.Select(Gen.Float[-1_000, 1_000], Gen.Float[-1, 1], Gen.Float[0, 1_000_000]).Select((x, y, z) => new Vector3(x, y, z));

    public static Gen<DerivedMessage> Derived { get; } = Gen.Select(TextValues.String, NumberValues.Int64.Nullable())
        .Select((name, number) => new DerivedMessage { Name = name, Number = number });

    public static Gen<PageMessage<T>> PageOf<T>(Gen<T> items) => Gen.Select(items, items.List[0, 3], NumberValues.Int32).Select((first, all, number) => new PageMessage<T>(first, all, number));

    public static Gen<AnnotatedMessage> Annotated { get; } = Gen.Select(NumberValues.Int32, TextValues.String.Null()).Select((number, text) => new AnnotatedMessage { Number = number, Text = text });

    public static Gen<NamedMessage> Named { get; } = Gen.Select(NumberValues.Int32, TextValues.String.Null()).Select((number, text) => new NamedMessage { Number = number, Text = text });
}
