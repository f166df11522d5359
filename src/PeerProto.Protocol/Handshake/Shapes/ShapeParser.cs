using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>Reads the text of <c>docs/fingerprint.md</c>. It comes from strangers: nothing in it leads to an exception, and nesting is bounded.</summary>
internal sealed class ShapeParser
{
    private readonly string _text;
    private readonly List<TypeShape> _around = [];
    private int _position;
    private int _depth;
    private string _error = "";

    private ShapeParser(string text) => _text = text;

    /// <summary>Reads a whole contract.</summary>
    public static bool TryParseContract(string text, out ContractShape? shape, out string error)
    {
        var parser = new ShapeParser(text);
        shape = parser.IsShortEnough() ? parser.ReadContract() : null;
        error = parser._error;
        return shape is not null;
    }

    /// <summary>Reads one type.</summary>
    public static bool TryParseType(string text, out TypeShape? shape, out string error)
    {
        var parser = new ShapeParser(text);
        shape = parser.IsShortEnough() ? parser.ReadType() : null;
        if (shape is not null && parser._position < text.Length)
            shape = parser.Expected<TypeShape>("the end");
        error = parser._error;
        return shape is not null;
    }

    private char Next => _position < _text.Length ? _text[_position] : '\0';

    private bool IsShortEnough()
    {
        if (_text.Length > ContractShape.MaximumLength)
            _error = "the text is longer than " + ContractShape.MaximumLength.ToString(CultureInfo.InvariantCulture) + " characters";
        return _error.Length == 0;
    }

    private ContractShape? ReadContract()
    {
        if (!Take("contract "))
            return Expected<ContractShape>("'contract'");
        int start = _position;
        while (Next is > ' ' and <= '~')
            _position++;
        string name = _text.Substring(start, _position - start);
        if (name.Length == 0)
            return Expected<ContractShape>("the contract's name");
        List<EntryShape> entries = [];
        while (Take("\n") && _position < _text.Length)
        {
            if (ReadEntry(entries.Count == 0 ? 0 : entries[entries.Count - 1].Id) is not { } entry)
                return null;
            entries.Add(entry);
        }

        if (_position < _text.Length || _text[_text.Length - 1] != '\n')
            return Expected<ContractShape>("a line feed");
        return new ContractShape(name, entries, _text.Length);
    }

    private EntryShape? ReadEntry(int previousId)
    {
        if (ReadWord() is not { } word || !Take(" ") || ReadNumber() is not { } id)
            return Expected<EntryShape>("a word, a space and a number");
        if (id <= previousId)
            return Expected<EntryShape>("a number above that of the line before");
        if (!Take(" ") || ReadWord() is not { } mode)
            return Expected<EntryShape>("a space and a word");
        List<TypeShape?> fields = [];
        var labels = new Dictionary<string, TypeShape>();
        while (Take(" "))
        {
            if (labels.Count == 0 && Take("-"))
            {
                fields.Add(null);
                continue;
            }

            string? label = TakeLabel();
            if (label is null && labels.Count > 0)
                return Expected<EntryShape>("a label");
            if (label is not null && labels.ContainsKey(label))
                return Expected<EntryShape>("each label once");
            if (ReadType() is not { } type)
                return null;
            if (label is null)
                fields.Add(type);
            else
                labels.Add(label, type);
        }

        return new EntryShape(word, id, mode, fields, labels);
    }

    /// <summary>Takes a word and an equals sign, or nothing.</summary>
    private string? TakeLabel()
    {
        int start = _position;
        if (ReadWord() is { } label && Take("="))
            return label;
        _position = start;
        return null;
    }

    private TypeShape? ReadType()
    {
        if (++_depth > ContractShape.MaximumDepth)
            return Expected<TypeShape>("at most " + ContractShape.MaximumDepth.ToString(CultureInfo.InvariantCulture) + " types inside each other");
        int start = _position;
        TypeShape? type = ReadPlainType();
        if (type is not null && Take("?"))
            type = new TypeShape(TypeShapeKind.Optional, _text, start) { Parts = [new ShapePart(0, null, false, type)] }.EndAt(_position);
        _depth--;
        return type;
    }

    private TypeShape? ReadPlainType()
    {
        int start = _position;
        switch (Next)
        {
            case '[':
                _position++;
                return ReadOnly(TypeShapeKind.Sequence, start, ']');
            case '(':
                _position++;
                return ReadNumbered(TypeShapeKind.Message, start, ')');
            case '<':
                _position++;
                return ReadNumbered(TypeShapeKind.Union, start, '>');
            case '{':
                _position++;
                return Next is '"' or '}' ? ReadKeyed(start) : ReadMap(start);
            case '^':
                _position++;
                return ReadReference(start);
            default:
                return ReadWord() is null ? Expected<TypeShape>("a type") : new TypeShape(TypeShapeKind.Scalar, _text, start).EndAt(_position);
        }
    }

    private TypeShape? ReadOnly(TypeShapeKind kind, int start, char end)
    {
        if (ReadType() is not { } inner)
            return null;
        if (!Take(end))
            return Expected<TypeShape>("'" + end + "'");
        return new TypeShape(kind, _text, start) { Parts = [new ShapePart(0, null, false, inner)] }.EndAt(_position);
    }

    private TypeShape? ReadMap(int start)
    {
        if (ReadType() is not { } key)
            return null;
        if (!Take(':'))
            return Expected<TypeShape>("':'");
        if (ReadType() is not { } value)
            return null;
        if (!Take('}'))
            return Expected<TypeShape>("'}'");
        return new TypeShape(TypeShapeKind.Map, _text, start) { Parts = [new ShapePart(0, null, false, key), new ShapePart(1, null, false, value)] }.EndAt(_position);
    }

    private TypeShape? ReadNumbered(TypeShapeKind kind, int start, char end)
    {
        var type = new TypeShape(kind, _text, start);
        List<ShapePart> parts = [];
        _around.Add(type);
        for (bool more = !Take(end); more; more = !Take(end))
        {
            if (parts.Count > 0 && !Take(','))
                return Expected<TypeShape>("',' or '" + end + "'");
            if (kind == TypeShapeKind.Union && Take('*'))
            {
                type.TakesUnknownCases = true;
                if (!Take(end))
                    return Expected<TypeShape>("'" + end + "'");
                break;
            }

            if (ReadNumber() is not { } id || (parts.Count > 0 && id <= parts[parts.Count - 1].Id))
                return Expected<TypeShape>("a number above the one before");
            bool isRequired = kind == TypeShapeKind.Message && Take('!');
            if (!Take(':'))
                return Expected<TypeShape>("':'");
            if (ReadType() is not { } member)
                return null;
            parts.Add(new ShapePart(id, null, isRequired, member));
        }

        return Finish(type, parts);
    }

    private TypeShape? ReadKeyed(int start)
    {
        var type = new TypeShape(TypeShapeKind.KeyedMessage, _text, start);
        List<ShapePart> parts = [];
        _around.Add(type);
        for (bool more = !Take('}'); more; more = !Take('}'))
        {
            if (parts.Count > 0 && !Take(','))
                return Expected<TypeShape>("',' or '}'");
            if (ReadKey() is not { } key || (parts.Count > 0 && string.CompareOrdinal(key, parts[parts.Count - 1].Key) <= 0))
                return Expected<TypeShape>("a key in quotes, behind the one before by its UTF-16 code units");
            bool isRequired = Take('!');
            if (!Take(':'))
                return Expected<TypeShape>("':'");
            if (ReadType() is not { } member)
                return null;
            parts.Add(new ShapePart(parts.Count, key, isRequired, member));
        }

        return Finish(type, parts);
    }

    private TypeShape Finish(TypeShape type, List<ShapePart> parts)
    {
        type.Parts = parts;
        _around.RemoveAt(_around.Count - 1);
        return type.EndAt(_position);
    }

    private TypeShape? ReadReference(int start)
    {
        if (ReadNumber() is not { } distance || distance >= _around.Count)
            return Expected<TypeShape>("how many messages and unions lie between");
        TypeShape target = _around[_around.Count - 1 - distance];
        target.IsReferred = true;
        return new TypeShape(TypeShapeKind.Reference, _text, start) { Target = target }.EndAt(_position);
    }

    private string? ReadWord()
    {
        int start = _position;
        while (Next is >= 'a' and <= 'z' || (_position > start && Next is (>= '0' and <= '9') or '-'))
            _position++;
        return _position == start ? null : _text.Substring(start, _position - start);
    }

    private int? ReadNumber()
    {
        int start = _position;
        int number = 0;
        while (Next is >= '0' and <= '9' && number <= ContractShape.MaximumNumber / 10)
            number = (number * 10) + (_text[_position++] - '0');
        bool isPlain = _position > start && (_text[start] != '0' || _position == start + 1);
        return isPlain && Next is not (>= '0' and <= '9') ? number : null;
    }

    /// <summary>Reads a key in quotes, in which a backslash stands before a quote and before a backslash.</summary>
    private string? ReadKey()
    {
        if (!Take('"'))
            return null;
        var key = new StringBuilder();
        while (_position < _text.Length && _text[_position] is not ('"' or '\n'))
        {
            if (_text[_position] == '\\' && ++_position == _text.Length)
                return null;
            key.Append(_text[_position++]);
        }

        return Take('"') ? key.ToString() : null;
    }

    private bool Take(char expected)
    {
        if (Next != expected || _position == _text.Length)
            return false;
        _position++;
        return true;
    }

    private bool Take(string expected)
    {
        if (string.CompareOrdinal(_text, _position, expected, 0, expected.Length) != 0)
            return false;
        _position += expected.Length;
        return true;
    }

    private T? Expected<T>(string what)
        where T : class
    {
        if (_error.Length == 0)
            _error = what + " is expected at character " + (_position + 1).ToString(CultureInfo.InvariantCulture);
        return null;
    }
}
