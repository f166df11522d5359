using Microsoft.CodeAnalysis;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Diagnostics;

/// <summary>Cases of diagnostics beyond those on their pages.</summary>
public sealed class AnalyzerTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a1")]
    [InlineData("1a")]
    [InlineData("a-b-c")]
    [InlineData("fifteen-letters")]
    public async Task ServiceName_IsAccepted(string name) => Assert.Empty(await AnalyzerRun.Ids(Contract(name)));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("12-34")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("A")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("ä")]
    [InlineData("sixteen-letters-")]
    [InlineData("sixteen-letters1")]
    public async Task NameThatIsNoServiceName_IsReported(string name) => Assert.Equal(["PEER0004"], await AnalyzerRun.Ids(Contract(name)));

    [Theory]
    [InlineData("public static partial class M { }", "PEER0102")]
    [InlineData("public ref partial struct M { }", "PEER0102")]
    [InlineData("file partial record M([Member(0)] int A);", "PEER0102")]
    [InlineData("public partial record M([Member(0)] object A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] int[,] A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] List<object> A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] Dictionary<string, nint> A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] Memory<bool> A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] Memory<string> A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] (int, object) A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] List<Dictionary<int[], int>> A);", "PEER0115")]
    [InlineData("public partial record M([Member(0)] HashSet<(int, Memory<byte>)> A);", "PEER0115")]
    [InlineData("public partial record M([Member(0)] ImmutableSortedSet<Uri> A);", "PEER0115")]
    [InlineData("public partial record M([Member(0)] SortedDictionary<(int, Uri), int> A);", "PEER0115")]
    [InlineData("public partial record M([Member(0), System.ComponentModel.DataAnnotations.MaxLength(5)] DateTime? A);", "PEER0116")]
    [InlineData("public partial record M([Member(0)] nuint? A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] IAsyncEnumerable<int> A);", "PEER0103")]
    [InlineData("public unsafe partial struct M { [Member(0)] public int* A; }", "PEER0103")]
    [InlineData("public partial class M { [Member(0)] public int this[int index] { get => index; set { } } }", "PEER0113")]
    [InlineData("public partial class M { [Member(0)] public int A { get; set; } public required int B { get; set; } }", "PEER0107")]
    [InlineData("public partial record PeerCodec([Member(0)] int A);", "PEER0111")]
    [InlineData("public partial record M([Member(0)] N A); [PeerMessage] public partial record N([Member(0)] O A); [PeerMessage] public partial record O([Member(0)] N A);", "PEER0108", "PEER0108")]
    [InlineData("public partial record M([Member(0)] N A); [PeerMessage] public partial record N([Member(0)] M A);", "PEER0108", "PEER0108")]
    [InlineData("public partial record M([Member(0)] int A) { [Member(1)] public int A2 => A; }", "PEER0106")]
    [InlineData("public abstract partial record M([Member(0)] int A);", "PEER0102")]
    [InlineData("public partial interface IM;", "PEER0102")]
    [InlineData("[UnionCase(0, typeof(N))] public partial record M([Member(0)] int A); public sealed record N(int A) : M(A);", "PEER0102")]
    [InlineData("public partial record M<T>([Member(0)] T A) where T : allows ref struct;", "PEER0102")]
    [InlineData("public partial record M<T, TCodec>([Member(0)] T A, [Member(1)] TCodec B);", "PEER0102")]
    [InlineData("public partial record M([Member(0)] N<object> A); [PeerMessage] public partial record N<T>([Member(0)] T A);", "PEER0103")]
    [InlineData("public partial record M([Member(0)] N A); public abstract record N;", "PEER0103")]
    [InlineData("public partial record M<T>([Member(0)] N<T> A); [PeerMessage] public partial record N<T>([Member(0)] O<T[]>? A); [PeerMessage] public partial record O<T>([Member(0)] N<T>? A);", "PEER0120", "PEER0120")]
    [InlineData("public partial record M<T>([Member(0)] T A, [Member(1)] M<T> B);", "PEER0108")]
    [InlineData("public partial record M<T>([Member(0)] N<T> A); [PeerMessage] public partial record N<T>([Member(0)] O<List<T>> A); [PeerMessage] public partial record O<T>([Member(0)] N<T> A);", "PEER0120", "PEER0120")]
    [InlineData("public partial record struct M<T>([Member(0)] N<T> A); [PeerMessage] public partial record struct N<T>([Member(0)] O<(T, T)> A); [PeerMessage] public partial record struct O<T>([Member(0)] N<T> A);", "PEER0120", "PEER0120")]
    [InlineData("[UnionCase(0, typeof(N))] public abstract partial record M; [PeerMessage] public sealed partial record N([Member(0)] M A) : M;", "PEER0108")]
    [InlineData("[UnionCase(0, typeof(N))] [UnionCase(1, typeof(O))] public abstract partial record M; [PeerMessage] public sealed partial record N([Member(0)] O A) : M; [PeerMessage] public sealed partial record O([Member(0)] M A) : M;", "PEER0108", "PEER0108")]
    [InlineData("[UnionCase(16384, typeof(N))] public abstract partial record M; [PeerMessage] public sealed partial record N([Member(0)] int A) : M;", "PEER0121")]
    [InlineData("[UnionCase(0, typeof(M))] public abstract partial record M;", "PEER0123")]
    [InlineData("[UnionCase(0, typeof(N<>))] public abstract partial record M; [PeerMessage] public sealed partial record N<T>([Member(0)] T A) : M;", "PEER0123")]
    [InlineData("[UnionCase(0, typeof(N))] public abstract partial record M; public sealed record N(int A) : M;", "PEER0103")]
    [InlineData("[UnionCase(0, typeof(N))] public abstract partial class M { public required int A { get; set; } } [PeerMessage] public sealed partial class N : M { [Member(0)] public int B { get; set; } }", "PEER0107", "PEER0124")]
    public async Task MessageThatCannotBe_IsReported(string message, params string[] ids) =>
        Assert.Equal(ids, await AnalyzerRun.Ids("[PeerMessage] " + message));

    [Theory]
    [InlineData("nint", "'M.A' has a type without a wire form, 'nint': its size differs between machines, so use long")]
    [InlineData("nuint", "'M.A' has a type without a wire form, 'nuint': its size differs between machines, so use ulong")]
    [InlineData("IntPtr[]", "'M.A' has a type without a wire form, 'nint': its size differs between machines, so use long")]
    public async Task NumberOfTheMachinesSize_IsRefusedWithTheReason(string type, string message)
    {
        Diagnostic reported = Assert.Single(await AnalyzerRun.Of(TestCompilation.Plain(DiagnosticPage.Usings, $"[PeerMessage] public partial record M([Member(0)] {type} A);")));
        Assert.Equal(message, reported.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("[Call(1)] ValueTask DoAsync(CancellationToken a, CancellationToken b);", "PEER0205")]
    [InlineData("[Call(1)] ValueTask DoAsync(out int a);", "PEER0203")]
    [InlineData("[Call(1)] ValueTask DoAsync([System.ComponentModel.DataAnnotations.MaxLength(5)] int a);", "PEER0116")]
    [InlineData("[Call(1)] ValueTask DoAsync([System.ComponentModel.DataAnnotations.MaxLength(5)] IAsyncEnumerable<string> a);", "PEER0116")]
    [InlineData("[Call(1)] ValueTask DoAsync([System.ComponentModel.DataAnnotations.MaxLength(5)] IProgress<string> a);", "PEER0116")]
    [InlineData("[Channel(1), System.ComponentModel.DataAnnotations.MaxLength(5)] IMessageChannel<string> A { get; }", "PEER0116")]
    [InlineData("[Call(1)] ref int Do();", "PEER0200")]
    [InlineData("[Call(1)] ValueTask<object> DoAsync();", "PEER0103")]
    [InlineData("[Call(1)] IAsyncEnumerable<object> Do();", "PEER0103")]
    [InlineData("[Call(1)] ValueTask DoAsync(IAsyncEnumerable<object> a);", "PEER0103")]
    [InlineData("[Call(1)] ValueTask DoAsync(object a, nint b);", "PEER0103", "PEER0103")]
    [InlineData("[Channel(1)] IMessageChannel<object> A { get; }", "PEER0103")]
    [InlineData("[Channel(1)] IMessageChannel<int> this[int a] { get; }", "PEER0007")]
    [InlineData("[Channel(1)] int A { get; }", "PEER0007")]
    [InlineData("[Channel(1)] IMessageChannel<int>? A { get; }", "PEER0007")]
    [InlineData("[Call(1)] Task<int>? DoAsync();", "PEER0200")]
    [InlineData("[Call(1)] ValueTask DoAsync(IAsyncEnumerable<int>? a);", "PEER0103")]
    [InlineData("[Call(1)] ValueTask DoAsync(CancellationToken? a);", "PEER0103")]
    [InlineData("[Call(1)] ValueTask DoAsync() => default;", "PEER0006")]
    [InlineData("[Call(1)] static abstract ValueTask DoAsync();", "PEER0006")]
    [InlineData("[Call(1)] ValueTask<string> ToString();", "PEER0014")]
    [InlineData("[Channel(1, Delivery = Delivery.BestEffort)] IMessageChannel<int> A { get; }", "PEER0010")]
    [InlineData("[Channel(1, Delivery = Delivery.ReliableUnordered)] IMessageChannel<int> A { get; }")]
    [InlineData("[Channel(1, Delivery = Delivery.ReliableUnordered, Overflow = Overflow.KeepLatest)] IMessageChannel<int> A { get; }", "PEER0019")]
    [InlineData("[Channel(1, Delivery = Delivery.LatestOnly, Overflow = Overflow.Wait)] IMessageChannel<int> A { get; }", "PEER0010", "PEER0019")]
    [InlineData("[Channel(1, Delivery = Delivery.LatestOnly, TimeToLiveMilliseconds = 5)] IMessageChannel<int> A { get; }", "PEER0010")]
    [InlineData("[Channel(1, Delivery = Delivery.Sequenced, Overflow = Overflow.Wait, TimeToLiveMilliseconds = 5)] IMessageChannel<int> A { get; }", "PEER0010", "PEER0020")]
    [InlineData("[Channel(1, Delivery = Delivery.Sequenced, Overflow = Overflow.DropNewest, MaximumWaiting = 5, Priority = Priority.Low)] IMessageChannel<int> A { get; }", "PEER0010")]
    [InlineData("[Channel(1, Overflow = (Overflow)5)] IMessageChannel<int> A { get; }", "PEER0018")]
    [InlineData("[Channel(1, Priority = (Priority)2)] IMessageChannel<int> A { get; }", "PEER0018")]
    [InlineData("[Call(1, MaxSize = 0)] ValueTask DoAsync(string a);", "PEER0018")]
    [InlineData("[Call(1, MaxSize = 1)] ValueTask DoAsync(string a);")]
    [InlineData("[Channel(1, Concurrency = 0)] IMessageChannel<int> A { get; }", "PEER0018")]
    [InlineData("[Channel(1, Concurrency = 257)] IMessageChannel<int> A { get; }", "PEER0018")]
    [InlineData("[Channel(1, Concurrency = 256)] IMessageChannel<int> A { get; }")]
    [InlineData("[Channel(1, Overflow = Overflow.Fail, MaximumWaiting = 65537)] IMessageChannel<int> A { get; }", "PEER0018")]
    public async Task ContractMemberThatCannotBe_IsReported(string member, params string[] ids) =>
        Assert.Equal(ids, await AnalyzerRun.Ids($"[PeerContract(\"a\")] public partial interface IA {{ {member} }}"));

    [Theory]
    [InlineData("public static partial class T { }", "PEER0401")]
    [InlineData("public ref partial struct T { }", "PEER0401")]
    [InlineData("file partial record T([TxtKey(\"a\")] int A);", "PEER0401")]
    [InlineData("public partial record T<TValue>([TxtKey(\"a\")] int A);", "PEER0401")]
    [InlineData("public partial record T([TxtKey(\"a\")] int A, int B);", "PEER0401")]
    [InlineData("public partial record T { [TxtKey(\"a\")] public int A { get; init; } public required int B { get; init; } }", "PEER0401")]
    [InlineData("public partial record T([TxtKey(\"a\\n\")] int A);", "PEER0402")]
    [InlineData("public partial record T([TxtKey(\"\\u007f\")] int A);", "PEER0402")]
    [InlineData("public partial record T([TxtKey(null!)] int A);", "PEER0402")]
    [InlineData("public partial record T([TxtKey(\" ~\")] int A);")]
    [InlineData("public partial record T([TxtKey(\"123456789\")] int A);")]
    [InlineData("public partial record T([TxtKey(\"1234567890\")] int A);", "PEER0403")]
    [InlineData("public partial record T([TxtKey(\"a\")] int A) { [TxtKey(\"A\")] public int B { get; init; } }", "PEER0404")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public object? A { get; set; } }", "PEER0405")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public int[] A { get; set; } = []; }", "PEER0405")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public byte[,]? A { get; set; } }", "PEER0405")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public Memory<byte> A { get; set; } }", "PEER0405")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public char A { get; set; } }", "PEER0405")]
    [InlineData("public partial class T { public enum Twins { A, a } [TxtKey(\"a\")] public Twins A { get; set; } }", "PEER0405")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public int this[int index] { get => index; set { } } }", "PEER0406")]
    [InlineData("public partial class T([TxtKey(\"a\")] int a) { public int B => a; }", "PEER0406")]
    [InlineData("public partial class T { [TxtKey(\"a\")] public const int A = 1; }", "PEER0406")]
    [InlineData("public partial class T : B { [TxtKey(\"b\")] public new int A { get; set; } } public abstract class B { [TxtKey(\"a\")] public int A { get; set; } }", "PEER0406")]
    [InlineData("public partial class T : B; public class B { [TxtKey(\"a\")] public int A { get; private set; } }", "PEER0406", "PEER0408")]
    public async Task TxtRecordThatCannotBe_IsReported(string record, params string[] ids) =>
        Assert.Equal(ids, await AnalyzerRun.Ids("[PeerTxtRecord] " + record));

    [Theory]
    [InlineData(253, "string")]
    [InlineData(254, "string")]
    [InlineData(255, "string", "PEER0407")]
    [InlineData(255, "bool")]
    [InlineData(254, "bool?", "PEER0407")]
    [InlineData(253, "bool?")]
    [InlineData(243, "int")]
    [InlineData(244, "int", "PEER0407")]
    [InlineData(244, "int?", "PEER0407")]
    [InlineData(218, "Guid")]
    [InlineData(219, "Guid", "PEER0407")]
    [InlineData(245, "DayOfWeek")]
    [InlineData(246, "DayOfWeek", "PEER0407")]
    public async Task KeyThatLeavesItsTypeNoRoom_IsReported(int length, string type, params string[] ids) => Assert.Equal(
        ids.Prepend("PEER0403"), await AnalyzerRun.Ids($"[PeerTxtRecord] public partial record T([TxtKey(\"{new string('k', length)}\")] {type} A);"));

    [Theory]
    [InlineData("w", "PEER0411")]
    [InlineData("V", "PEER0411")]
    [InlineData("f", "PEER0411")]
    [InlineData("p-", "PEER0411")]
    [InlineData("P-quic", "PEER0411")]
    [InlineData("p")]
    [InlineData("ww")]
    [InlineData("txtvers")]
    public async Task AdvertisedKeyOfTheSession_IsReported(string key, params string[] ids) => Assert.Equal(
        ids, await AnalyzerRun.Ids($"[PeerTxtRecord] public partial record T([TxtKey(\"{key}\")] int A); {Contract("a").Replace("[PeerContract", "[Advertises<T>, PeerContract", StringComparison.Ordinal)}"));

    [Theory]
    [InlineData("int", "PEER0410")]
    [InlineData("int[]", "PEER0410")]
    [InlineData("Outer.Hidden", "PEER0410")]
    [InlineData("Outer.Shown")]
    public async Task AdvertisedTypeThatIsNoTxtRecord_IsReported(string type, params string[] ids)
    {
        const string Outer =
            "public partial class Outer { [PeerTxtRecord] private partial record Hidden([TxtKey(\"a\")] int A); [PeerTxtRecord] internal partial record Shown([TxtKey(\"a\")] int A); } ";
        Assert.Equal(ids, await AnalyzerRun.Ids(Outer + Contract("a").Replace("[PeerContract", $"[Advertises<{type}>, PeerContract", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ContractsThatWantTheSameTypes_AreBothReported() => Assert.Equal(
        ["PEER0013", "PEER0013"],
        await AnalyzerRun.Ids("[PeerContract(\"a\")] public partial interface IBoard { } [PeerContract(\"b\")] public partial interface Board { }"));

    [Fact]
    public void TypesWithErrors_AreSkippedInSilence()
    {
        GeneratorRun run = GeneratorRun.Of(
            """
            using PeerProto;
            [PeerMessage] public record Bad([Member(0)] int A);
            [PeerMessage] public partial record Good([Member(0)] int A);
            [PeerContract("-")] public partial interface IBad { }
            [PeerTxtRecord] public partial record BadTxt([TxtKey("=")] int A);
            """);
        Assert.Equal(["Good.PeerMessage.g.cs"], run.Files.Keys);
    }

    private static string Contract(string name) => $"[PeerContract(\"{name}\")] public partial interface IA {{ [Channel(1)] IMessageChannel<int> B {{ get; }} }}";
}
