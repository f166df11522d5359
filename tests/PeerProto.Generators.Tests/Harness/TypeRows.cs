namespace PeerProto.Generators.Tests.Harness;

/// <summary>Every row of the table of types in the wire protocol that is no message: how C# writes the type, and a value of it.</summary>
internal static class TypeRows
{
    /// <summary>Types that can be dictionary keys.</summary>
    public static IReadOnlyList<(string Type, string Value)> Keys { get; } =
    [
        ("bool", "true"),
        ("byte", "200"),
        ("sbyte", "-100"),
        ("short", "-30000"),
        ("ushort", "60000"),
        ("int", "-70000"),
        ("uint", "4000000000"),
        ("long", "long.MinValue"),
        ("ulong", "ulong.MaxValue"),
        ("char", "'\\u20ac'"),
        ("float", "1.5f"),
        ("double", "-2.25"),
        ("DayOfWeek", "DayOfWeek.Friday"),
        ("string", "\"text\""),
        ("Guid", "new Guid(\"00112233-4455-6677-8899-aabbccddeeff\")"),
        ("DateTime", "new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified)"),
        ("DateTimeOffset", "new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(90))"),
        ("TimeSpan", "TimeSpan.FromTicks(-7)"),
        ("Half", "(Half)1.5"),
        ("Int128", "Int128.MinValue"),
        ("UInt128", "UInt128.MaxValue"),
        ("decimal", "-1.50m"),
        ("Rune", "new Rune(0x1F600)"),
        ("Uri", "new Uri(\"https://example.org/a?b\")"),
        ("Version", "new Version(1, 2, 3)"),
        ("BigInteger", "BigInteger.Pow(-7, 101)"),
        ("DateOnly", "new DateOnly(2026, 1, 2)"),
        ("TimeOnly", "new TimeOnly(3, 4, 5, 678)"),
        ("IPAddress", "IPAddress.Parse(\"fe80::1%7\")"),
        ("IPEndPoint", "new IPEndPoint(IPAddress.Loopback, 65535)"),
        ("(int X, string? Name)", "(1, null)"),
        ("(int, int, int, int, int, int, int, string, Guid)", "(1, 2, 3, 4, 5, 6, 7, \"8\", Guid.Empty)"),
        ("ValueTuple<int>", "new ValueTuple<int>(1)"),
    ];

    /// <summary>Types that hold others.</summary>
    public static IReadOnlyList<(string Type, string Value)> Holders { get; } =
    [
        ("byte[]", "new byte[] { 1, 2 }"),
        ("Memory<byte>", "new byte[] { 1, 2 }"),
        ("ReadOnlyMemory<byte>", "new byte[] { 1, 2 }"),
        ("ReadOnlySequence<byte>", "new ReadOnlySequence<byte>(new byte[] { 1, 2 })"),
        ("Memory<int>", "new int[] { 1, -2 }"),
        ("ReadOnlyMemory<float>", "new float[] { 1.5f, -2 }"),
        ("Memory<char>", "\"text\".ToCharArray()"),
        ("KeyValuePair<int, string>", "new KeyValuePair<int, string>(1, \"one\")"),
        ("(int Id, List<string> Names)", "(1, [\"a\"])"),
        ("int[]", "[1, 2]"),
        ("int[][]", "[[1], [], [2, 3]]"),
        ("List<string>", "[\"a\", \"b\"]"),
        ("HashSet<decimal>", "[1.5m, 2.5m]"),
        ("SortedSet<string>", "[\"a\", \"b\"]"),
        ("Queue<int>", "new Queue<int>([1, 2, 3])"),
        ("Stack<int>", "new Stack<int>([1, 2, 3])"),
        ("IEnumerable<int>", "[1, 2]"),
        ("ICollection<int>", "[1, 2]"),
        ("IList<int>", "[1, 2]"),
        ("ISet<int>", "new HashSet<int> { 1, 2 }"),
        ("IReadOnlyCollection<int>", "[1, 2]"),
        ("IReadOnlyList<int>", "[1, 2]"),
        ("IReadOnlySet<int>", "new HashSet<int> { 1, 2 }"),
        ("Dictionary<Version, int>", "new() { [new Version(1, 2)] = 1 }"),
        ("SortedDictionary<int, string?>", "new() { [2] = \"b\", [1] = null }"),
        ("IDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }"),
        ("IReadOnlyDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }"),
        ("ImmutableArray<int>", "[1, 2]"),
        ("ImmutableList<int>", "[1, 2]"),
        ("ImmutableHashSet<int>", "[1]"),
        ("ImmutableSortedSet<int>", "[2, 1]"),
        ("ImmutableQueue<int>", "[1, 2]"),
        ("ImmutableStack<int>", "[1, 2]"),
        ("IImmutableList<int>", "ImmutableList.Create(1, 2)"),
        ("IImmutableSet<int>", "ImmutableHashSet.Create(1)"),
        ("IImmutableQueue<int>", "ImmutableQueue.Create(1, 2)"),
        ("IImmutableStack<int>", "ImmutableStack.Create(1, 2)"),
        ("ImmutableDictionary<string, int>", "ImmutableDictionary<string, int>.Empty.Add(\"a\", 1)"),
        ("ImmutableSortedDictionary<string, int>", "ImmutableSortedDictionary<string, int>.Empty.Add(\"b\", 1).Add(\"a\", 2)"),
        ("IImmutableDictionary<string, int>", "ImmutableDictionary<string, int>.Empty.Add(\"a\", 1)"),
        ("FrozenSet<int>", "new[] { 1 }.ToFrozenSet()"),
        ("FrozenDictionary<string, int>", "new Dictionary<string, int> { [\"a\"] = 1 }.ToFrozenDictionary()"),
    ];

    /// <summary>One message for each row, with members of the type, of lists, dictionaries and arrays of it, and of the type or null.</summary>
    public static string Source { get; } =
        $$"""
        using System;
        using System.Buffers;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Net;
        using System.Numerics;
        using System.Text;
        using PeerProto;

        namespace Demo;

        {{string.Join("\n", Keys.Concat(Holders).Select(Message))}}

        {{string.Join("\n", Keys.Select(KeyMessage))}}

        internal static class Samples
        {
            public static object[] All { get; } =
            [
        {{string.Join("\n", Keys.Concat(Holders).Select(Sample))}}
        {{string.Join("\n", Keys.Select(KeySample))}}
            ];
        }
        """;

    private static string Message((string Type, string Value) row, int index) =>
        $"""
        [PeerMessage] internal partial record Row{index}(
            [Member(0)] {row.Type} Plain, [Member(1)] List<{row.Type}> List, [Member(2)] Dictionary<string, {row.Type}> Map,
            [Member(3)] {row.Type}? Maybe, [Member(4)] {row.Type}?[] Array, [Member(5)] {row.Type}? Nothing);
        """;

    private static string KeyMessage((string Type, string Value) row, int index) =>
        $"""
        [PeerMessage] internal partial record Keyed{index}(
            [Member(0)] Dictionary<{row.Type}, int> Map, [Member(1)] HashSet<{row.Type}> Set, [Member(2)] FrozenSet<{row.Type}> Frozen, [Member(3)] ImmutableHashSet<{row.Type}> Immutable);
        """;

    private static string Sample((string Type, string Value) row, int index) =>
        $"        new Row{index}({row.Value}, [{row.Value}, {row.Value}], new() {{ [\"a\"] = {row.Value} }}, {row.Value}, [null, {row.Value}], null),";

    private static string KeySample((string Type, string Value) row, int index) =>
        $"        new Keyed{index}(new() {{ [{row.Value}] = 1 }}, [{row.Value}], FrozenSet.Create<{row.Type}>({row.Value}), [{row.Value}]),";
}
