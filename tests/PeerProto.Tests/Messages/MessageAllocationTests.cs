using System.Buffers;
using System.Collections.Immutable;
using PeerProto.CompilerServices;
using PeerProto.Tests.Views;

namespace PeerProto.Tests.Messages;

/// <summary>
/// What messages of each kind cost: nothing to write, and to read exactly the objects that they are. What those weigh is found out by making them by hand.
/// </summary>
public sealed class MessageAllocationTests
{
    private const int WarmUp = 300;
    private const int Measured = 100;

    private static readonly EqualityComparer<int> AnyComparer = EqualityComparer<int>.Create((left, right) => left == right, key => key);
    private static object? s_kept;

    private readonly ArrayBufferWriter<byte> _output = new(4_096);

    [Fact]
    public void Struct_CostsNothing() => AssertCostsNothing<Fixed, Fixed.PeerCodec>(Value);

    [Fact]
    public void StructInStruct_CostsNothing()
    {
        AssertCostsNothing<Holding, Holding.PeerCodec>(new Holding(Value, Value, true));
        AssertCostsNothing<Holding, Holding.PeerCodec>(new Holding(Value, null, true));
    }

    [Fact]
    public void GenericStruct_CostsNothing() => AssertCostsNothing<Pair<Fixed>, Pair<Fixed>.PeerCodec<Fixed.PeerCodec>>(new Pair<Fixed>(Value, Value));

    [Fact]
    public void ClassWithStrings_CostsItselfAndTheStrings() => AssertCosts<Textual, Textual.PeerCodec>(
        new Textual(MessageKinds.Text, null, 70_000), () => new Textual(CopyOfText(), null, 70_000));

    [Fact]
    public void ClassInClass_CostsBoth() => AssertCosts<Nesting, Nesting.PeerCodec>(
        new Nesting(new Textual(MessageKinds.Text, null, 1), null, Value), () => new Nesting(new Textual(CopyOfText(), null, 1), null, Value));

    [Fact]
    public void Lists_CostThemselvesInTheirExactSize() => AssertCosts<Listing, Listing.PeerCodec>(
        new Listing([.. MessageKinds.Numbers], [.. MessageKinds.Numbers], [.. MessageKinds.Numbers]),
        () => new Listing(new List<int>(MessageKinds.Numbers), (int[])MessageKinds.Numbers.Clone(), ImmutableArray.Create(MessageKinds.Numbers)));

    [Fact]
    public void Dictionary_CostsItselfInItsExactSize() => AssertCosts<Mapping, Mapping.PeerCodec>(
        new Mapping(new Dictionary<int, long> { [1] = 2, [3] = 4 }),
        () => new Mapping(new Dictionary<int, long>(2, AnyComparer) { [1] = 2, [3] = 4 }));

    [Fact]
    public void BinaryData_CostsItsBytes() => AssertCosts<Binary, Binary.PeerCodec>(
        new Binary(new byte[1_000], new byte[30]), () => new Binary(new byte[1_000], new byte[30]));

    [Fact]
    public void UnionCase_CostsItself() => AssertCosts<Shape, Shape.PeerCodec>(new Square(1.5), () => new Square(1.5));

    [Fact]
    public void GenericClass_CostsItselfAndItsItems() => AssertCosts<Page<int>, Page<int>.PeerCodec<Int32Codec>>(
        new Page<int>([.. MessageKinds.Numbers], 4), () => new Page<int>((int[])MessageKinds.Numbers.Clone(), 4));

    [Fact]
    public void View_CostsNothing()
    {
        SkipInDebug();
        Frame frame = Frame.Sample with { Counts = null };
        Write<Frame, Frame.PeerCodec>(frame);
        ReadOnlyMemory<byte> bytes = _output.WrittenMemory;
        Assert.Equal(0, Cost(() =>
        {
            PeerReader reader = new(bytes, PeerCodecLimits.Default);
            Frame.View view = new(ref reader);
            return view.Name == "" || view.Payload.Length != frame.Payload.Length || view.Place.X != 1.5 || view.Before.Note != "it was"u8 ? "" : null;
        }));
    }

    private static Fixed Value { get; } = new(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), 1.5, 70_000, DayOfWeek.Friday, DateTime.UnixEpoch, 1L << 40, (Half)0.5f);

    private static string CopyOfText() => new(MessageKinds.Text.AsSpan());

    private void AssertCostsNothing<T, TCodec>(T value)
        where T : struct
        where TCodec : struct, IPeerCodec<T>
    {
        SkipInDebug();
        Assert.Equal(0, Cost(() => Write<T, TCodec>(value)));
        Assert.Equal(0, Cost(() =>
        {
            PeerReader reader = new(_output.WrittenSpan, PeerCodecLimits.Default);
            TCodec.Read(ref reader);
            return null;
        }));
    }

    private void AssertCosts<T, TCodec>(T value, Func<object> makeByHand)
        where T : class
        where TCodec : struct, IPeerCodec<T>
    {
        SkipInDebug();
        Assert.Equal(0, Cost(() => Write<T, TCodec>(value)));
        double read = Cost(() =>
        {
            PeerReader reader = new(_output.WrittenSpan, PeerCodecLimits.Default);
            return TCodec.Read(ref reader);
        });
        Assert.Equal(Cost(makeByHand), read);
    }

    private object? Write<T, TCodec>(T value)
        where TCodec : struct, IPeerCodec<T>
    {
        _output.ResetWrittenCount();
        PeerWriter writer = new(_output);
        TCodec.Write(ref writer, in value);
        writer.Flush();
        return null;
    }

    /// <summary>The bytes that one time takes. What is made is kept for a moment, so that no compiler puts it on the stack.</summary>
    private static double Cost(Func<object?> work)
    {
        for (int round = 0; round < WarmUp; round++)
            s_kept = work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Measured; round++)
            s_kept = work();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Measured;
    }

    private static void SkipInDebug()
    {
#if DEBUG
        Assert.Skip("Unoptimised code boxes where optimised code does not: run with -c Release.");
#endif
    }
}
