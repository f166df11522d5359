using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace PeerProto.Generators.Locking;

/// <summary>
/// Turns shapes that name types into shapes by structure, as <c>docs/fingerprint.md</c> has them, and takes shapes by structure apart.
/// </summary>
internal sealed class LockShapes
{
    /// <summary>What stands before the name of a type.</summary>
    public const char Mark = '@';

    private const int MaximumLength = 1 << 20;
    private const string Ends = " ,:;!?()[]{}<>=\"";

    private readonly ILockTypes _types;
    private readonly StringBuilder _text = new();
    private readonly List<string?> _around = [];

    private LockShapes(ILockTypes types) => _types = types;

    /// <summary>The shape by structure; null where it would be longer than a shape may be, or a type is unknown.</summary>
    public static string? Expand(string shape, ILockTypes types)
    {
        var expansion = new LockShapes(types);
        return expansion.Append(shape) ? expansion._text.ToString() : null;
    }

    /// <summary>The types that a shape names.</summary>
    public static IEnumerable<string> Names(string shape)
    {
        bool isQuoted = false;
        for (int position = 0; position < shape.Length; position++)
        {
            if (isQuoted && shape[position] == '\\')
                position++;
            else if (shape[position] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && shape[position] == Mark)
                yield return NameAt(shape, position + 1);
        }
    }

    /// <summary>The shape of a message or union by structure: what stands between the outer brackets, at its commas.</summary>
    public static IEnumerable<string> Parts(string shape)
    {
        int depth = 0;
        int start = 1;
        bool isQuoted = false;
        for (int position = 0; position < shape.Length; position++)
        {
            char character = shape[position];
            if (isQuoted && character == '\\')
                position++;
            else if (character == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && character is '(' or '[' or '{' or '<')
                depth++;
            else if (!isQuoted && character is ')' or ']' or '}' or '>')
                depth--;
            if (isQuoted || (depth > 0 && (character != ',' || depth > 1)))
                continue;
            if (position > start)
                yield return shape.Substring(start, position - start);
            start = position + 1;
        }
    }

    /// <summary>The shape of a type by structure, except that it names others.</summary>
    public static string Outline(LockedType type)
    {
        bool isUnion = type.Header.Word == LockWord.Union;
        IEnumerable<string> parts = type.Entries
            .Where(entry => entry.Word is LockWord.Member or LockWord.Case)
            .Select(entry => entry.Id.ToString(CultureInfo.InvariantCulture) + (entry.IsRequired ? "!:" : ":") + entry.Shape);
        return isUnion
            ? "<" + string.Join(",", type.Header.Shape.Length > 0 ? parts.Append(type.Header.Shape) : parts) + ">"
            : "(" + string.Join(",", parts) + ")";
    }

    private static string NameAt(string shape, int start)
    {
        int end = start;
        while (end < shape.Length && Ends.IndexOf(shape[end]) < 0)
            end++;
        return shape.Substring(start, end - start);
    }

    private bool Append(string shape)
    {
        var brackets = new Stack<bool>();
        bool isQuoted = false;
        for (int position = 0; position < shape.Length; position++)
        {
            char character = shape[position];
            if (!isQuoted && character == Mark)
            {
                string name = NameAt(shape, position + 1);
                position += name.Length;
                if (!AppendType(name))
                    return false;
                continue;
            }

            _text.Append(character);
            if (isQuoted && character == '\\' && position + 1 < shape.Length)
                _text.Append(shape[++position]);
            else if (character == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && character is '(' or '<' or '{')
                Open(brackets, character != '{' || (position + 1 < shape.Length && shape[position + 1] is '"' or '}'));
            else if (!isQuoted && character is ')' or '>' or '}' && brackets.Count > 0 && brackets.Pop())
                _around.RemoveAt(_around.Count - 1);
        }

        return _text.Length <= MaximumLength;
    }

    /// <param name="brackets">Which of the open brackets are of messages and unions.</param>
    /// <param name="isType">Whether this one is, rather than that of a map.</param>
    private void Open(Stack<bool> brackets, bool isType)
    {
        brackets.Push(isType);
        if (isType)
            _around.Add(null);
    }

    private bool AppendType(string name)
    {
        int place = _around.LastIndexOf(name);
        if (place >= 0)
        {
            _text.Append('^').Append((_around.Count - 1 - place).ToString(CultureInfo.InvariantCulture));
            return true;
        }

        if (_types.Find(name) is not { } type || _text.Length > MaximumLength)
            return false;

        // The brackets of the outline count as the type itself.
        string outline = Outline(type);
        _around.Add(name);
        _text.Append(outline[0]);
        bool isDone = Append(outline.Substring(1, outline.Length - 2));
        _text.Append(outline[outline.Length - 1]);
        _around.RemoveAt(_around.Count - 1);
        return isDone;
    }
}
