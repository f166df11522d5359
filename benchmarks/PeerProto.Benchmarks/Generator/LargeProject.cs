using System.Globalization;
using System.Text;

namespace PeerProto.Benchmarks.Generator;

/// <summary>The sources of a project with many messages of a few members each, contracts that use them all, and code besides.</summary>
internal sealed class LargeProject
{
    private const int MessagesOfAFile = 4;
    private const int MessagesOfAContract = 50;

    /// <summary>A message holds others up to so far before it; then a new group begins, so that no message holds most of the project.</summary>
    private const int MessagesOfAGroup = 5;

    private readonly Dictionary<string, string> _sources = [];

    public LargeProject(int messages)
    {
        Messages = messages;
        for (int first = 0; first < messages; first += MessagesOfAFile)
            _sources[$"Messages{first:0000}.cs"] = "using System;\nusing System.Collections.Generic;\nusing PeerProto;\n\nnamespace Large;\n\n" + string.Join("\n", Enumerable.Range(first, MessagesOfAFile).Select(Message));
        for (int first = 0; first < messages; first += MessagesOfAContract)
            _sources[$"IContract{Contracts++:00}.cs"] = Contract(first);
        _sources["Other.cs"] = "namespace Large;\n\npublic static class Other\n{\n    public static int Number => 1;\n}\n";
    }

    public int Messages { get; }

    public int Contracts { get; }

    public IReadOnlyDictionary<string, string> Sources => _sources;

    public static IReadOnlyList<Edit> Edits =>
    [
        new("a line of code beside", "Other.cs", "=> 1;", "=> 2;"),
        new("a member renamed", "Messages0000.cs", "string Name", "string Title"),
        new("a member's type changed", "Messages0000.cs", "int Number", "long Number"),
        new("a channel's id changed", "IContract00.cs", "[Channel(1)]", "[Channel(999)]"),
    ];

    private static string Message(int number)
    {
        string inner = number % MessagesOfAGroup == 0 ? "Guid?" : $"Message{number - 1:0000}?";
        return string.Create(CultureInfo.InvariantCulture, $$"""
            /// <summary>A message.</summary>
            [PeerMessage]
            public partial record Message{{number:0000}}(
                [Member(0)] string Name,
                [Member(1)] int Number,
                [Member(2)] List<double> Values,
                [Member(3)] {{inner}} Inner,
                [Member(4)] DateTime Time,
                [Member(5)] Dictionary<string, byte[]> Parts);

            """);
    }

    private static string Contract(int first)
    {
        int contract = first / MessagesOfAContract;
        StringBuilder code = new();
        code.Append(CultureInfo.InvariantCulture, $"using System.Threading;\nusing System.Threading.Tasks;\nusing PeerProto;\n\nnamespace Large;\n\n[PeerContract(\"large-{contract}\")]\npublic partial interface IContract{contract:00}\n{{\n");
        for (int index = 0; index < MessagesOfAContract; index += 2)
        {
            code.Append(CultureInfo.InvariantCulture, $"    [Channel({index + 1})] IMessageChannel<Message{first + index:0000}> Channel{index} {{ get; }}\n");
            code.Append(CultureInfo.InvariantCulture, $"    [Call({index + 2})] ValueTask<Message{first + index + 1:0000}> GetAsync{index}(int number, CancellationToken cancellationToken);\n");
        }

        return code.Append("}\n").ToString();
    }
}
