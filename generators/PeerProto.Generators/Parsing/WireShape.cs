using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Writes the wire shape of types as <c>docs/fingerprint.md</c> defines it: by structure, without any C# name.</summary>
/// <param name="scope">Whom the types travel for.</param>
/// <param name="nameOf">The name under which a message or union is only mentioned, as <c>@Name</c>, or null to write it out; null to write out all.</param>
internal sealed class WireShape(WireScope scope, Func<INamedTypeSymbol, string?>? nameOf = null)
{
    /// <summary>How many messages may lie inside each other: more come only from generic messages that grow without end.</summary>
    private const int MaxDepth = 256;

    private readonly StringBuilder _text = new();
    private readonly List<ITypeSymbol> _around = [];
    private readonly Dictionary<ISymbol, ImmutableHashSet<int>> _required = new(SymbolEqualityComparer.Default);
    private int _deepest;

    /// <summary>Whether the text stopped growing because it passed its limit.</summary>
    public bool IsTooLarge => _text.Length > ProtocolLimits.MaxShapeLength || _around.Count > MaxDepth;

    /// <summary>Adds text as it is.</summary>
    public WireShape Append(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a number.</summary>
    public WireShape Append(int number) => Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds the shape of a type, or a hyphen for none.</summary>
    public WireShape Append(ITypeSymbol? type) => type is null ? Append("-") : Append(WireForm.Of(type, scope), scope);

    /// <summary>Adds the shape of a message with these members.</summary>
    public WireShape AppendMembers(IEnumerable<(int Id, bool IsRequired, ITypeSymbol Type)> members)
    {
        AppendList("(", members.Select(member => (member.Id, member.IsRequired, WireForm.Of(member.Type, scope))), scope);
        return Append(")");
    }

    /// <summary>Adds the shape of a union of these cases whose reader keeps others.</summary>
    public WireShape AppendOpenUnion(IEnumerable<(int Id, ITypeSymbol Type)> cases)
    {
        AppendList("<", cases.Select(each => (each.Id, false, WireForm.Of(each.Type, scope))), scope);
        return Append(",*>");
    }

    /// <summary>Adds the shape of a message or union, written out even where others only name it.</summary>
    public WireShape AppendOutline(INamedTypeSymbol type) => AppendOutline(type, scope.Inside(type));

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    private WireShape Append(WireForm? form, WireScope from)
    {
        if (IsTooLarge || form is null)
            return this;
        return form.Kind switch
        {
            WireKind.Primitive => Append(Primitives.Shape(form.Primitive!.Name)),
            WireKind.String => Append("str"),
            WireKind.Binary => Append("bin"),
            WireKind.Scalar or WireKind.Custom => Append(form.Shape),
            WireKind.Tuple => AppendTuple(form, from),
            WireKind.Surrogate => AppendInner(form, 0, from),
            WireKind.Nullable or WireKind.Optional => AppendInner(form, 0, from).Append("?"),
            WireKind.Sequence => Append("[").AppendInner(form, 0, from).Append("]"),
            WireKind.Map => Append("{").AppendInner(form, 0, from).Append(":").AppendInner(form, 1, from).Append("}"),
            _ => AppendNamed(form, from),
        };
    }

    private WireShape AppendInner(WireForm form, int index, WireScope from) => Append(WireForm.Of(form.Inner[index], from), from);

    private WireShape AppendNamed(WireForm form, WireScope from)
    {
        var type = (INamedTypeSymbol)form.Type;
        if (nameOf?.Invoke(type) is { } name)
            return Append("@").Append(name);
        int place = _around.FindLastIndex(other => SymbolEqualityComparer.Default.Equals(other, form.Type));
        if (place >= 0)
            return Append("^").Append(_around.Count - 1 - place);
        return AppendOutline(type, from.Inside(type));
    }

    /// <summary>What does not point out of itself, or back into itself, is the same text wherever it lies.</summary>
    private WireShape AppendOutline(INamedTypeSymbol type, WireScope inside)
    {
        if (nameOf is not null || type.IsGenericType || inside.Facts?.Shapes is not { } shapes)
            return AppendAnew(type, inside);
        if (shapes.TryGetValue(type, out (string Text, int Depth) known) && _around.Count + known.Depth <= MaxDepth)
        {
            _deepest = Math.Max(_deepest, _around.Count + known.Depth);
            return Append(known.Text);
        }

        int start = _text.Length;
        int deepest = _deepest;
        _deepest = _around.Count;
        AppendAnew(type, inside);
        if (!IsTooLarge && _text.ToString(start, _text.Length - start) is var text && text.IndexOf('^') < 0)
            shapes.TryAdd(type, (text, _deepest - _around.Count));
        _deepest = Math.Max(_deepest, deepest);
        return this;
    }

    private WireShape AppendAnew(INamedTypeSymbol type, WireScope inside)
    {
        Enter(type);
        if (UnionCases.IsUnion(type))
            AppendUnion(type, inside);
        else
            AppendMessage(type, inside);
        if (!IsTooLarge)
            _around.RemoveAt(_around.Count - 1);
        return this;
    }

    /// <summary>A tuple is a message to whoever reads the text, so it counts as one around those inside. All its elements have to be there.</summary>
    private WireShape AppendTuple(WireForm form, WireScope from)
    {
        Enter(form.Type);
        AppendList("(", form.Inner.Select((inner, index) => (index, true, WireForm.Of(inner, from))), from);
        if (!IsTooLarge)
            _around.RemoveAt(_around.Count - 1);
        return Append(")");
    }

    private void Enter(ITypeSymbol type)
    {
        _around.Add(type);
        _deepest = Math.Max(_deepest, _around.Count);
    }

    private void AppendMessage(INamedTypeSymbol message, WireScope inside)
    {
        if (MessagePackTypes.IsMap(message))
        {
            AppendMap(message, inside);
            return;
        }

        ImmutableHashSet<int> required = RequiredOf(message, inside);
        AppendList("(", inside.MembersOf(message).Members.Select(member => (member.Id, required.Contains(member.Id), WireForm.Of(member, inside))), inside);
        Append(")");
    }

    private void AppendMap(INamedTypeSymbol message, WireScope inside)
    {
        string separator = "{";
        ImmutableHashSet<int> required = RequiredOf(message, inside);
        foreach (MessageMember member in inside.MembersOf(message).Members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Append(separator).Append("\"").Append(member.Key!.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append(required.Contains(member.Id) ? "\"!:" : "\":").Append(WireForm.Of(member, inside), inside);
            separator = ",";
        }

        Append(separator == "{" ? "{}" : "}");
    }

    private void AppendUnion(INamedTypeSymbol union, WireScope inside)
    {
        AppendList("<", UnionCases.Of(union, inside, new Findings()).Select(each => (each.Id, false, WireForm.Of(each.Type, inside))), inside);
        Append(UnknownCases.Of(union) is null ? ">" : ",*>");
    }

    private ImmutableHashSet<int> RequiredOf(INamedTypeSymbol message, WireScope inside)
    {
        if (!_required.TryGetValue(message.OriginalDefinition, out ImmutableHashSet<int>? required))
            _required.Add(message.OriginalDefinition, required = RequiredMembers.Of(message, inside));
        return required;
    }

    private void AppendList(string start, IEnumerable<(int Id, bool IsRequired, WireForm? Form)> items, WireScope inside)
    {
        string separator = start;
        foreach ((int id, bool isRequired, WireForm? form) in items)
        {
            Append(separator).Append(id).Append(isRequired ? "!:" : ":").Append(form, inside);
            separator = ",";
        }

        if (separator != ",")
            Append(start);
    }
}
