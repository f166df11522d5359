using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Writes the wire shape of types as <c>docs/fingerprint.md</c> defines it: by structure, without any C# name.</summary>
/// <param name="scope">Whom the types travel for.</param>
/// <param name="nameOf">The name under which a message is only mentioned, as <c>@Name</c>, or null to write it out; null to write out all.</param>
internal sealed class WireShape(WireScope scope, Func<INamedTypeSymbol, string?>? nameOf = null)
{
    private readonly StringBuilder _text = new();
    private readonly List<ITypeSymbol> _around = [];

    /// <summary>Whether the text stopped growing because it passed its limit.</summary>
    public bool IsTooLarge => _text.Length > ProtocolLimits.MaxShapeLength;

    /// <summary>Adds text as it is.</summary>
    public WireShape Append(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds a number.</summary>
    public WireShape Append(int number) => Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds the shape of a type, or a hyphen for none.</summary>
    public WireShape Append(ITypeSymbol? type)
    {
        if (type is null)
            return Append("-");
        if (IsTooLarge || WireForm.Of(type, scope) is not { } form)
            return this;
        return form.Kind switch
        {
            WireKind.Primitive => Append(Primitives.Shape(form.Primitive!.Name)),
            WireKind.String => Append("str"),
            WireKind.Binary => Append("bin"),
            WireKind.Scalar => Append(form.Shape),
            WireKind.Nullable or WireKind.Optional => Append(form.Inner[0]).Append("?"),
            WireKind.Sequence => Append("[").Append(form.Inner[0]).Append("]"),
            WireKind.Map => Append("{").Append(form.Inner[0]).Append(":").Append(form.Inner[1]).Append("}"),
            _ => AppendMessage((INamedTypeSymbol)type),
        };
    }

    /// <summary>Adds the shape of a message with these members.</summary>
    public WireShape AppendMembers(IEnumerable<(int Id, ITypeSymbol Type)> members)
    {
        Append("(");
        string separator = "";
        foreach ((int id, ITypeSymbol type) in members)
        {
            Append(separator).Append(id).Append(":").Append(type);
            separator = ",";
        }

        return Append(")");
    }

    /// <summary>Adds the shape of a message, written out even where others only name it.</summary>
    public WireShape AppendOutline(INamedTypeSymbol message)
    {
        _around.Add(message);
        AppendMembers(Members(message));
        _around.RemoveAt(_around.Count - 1);
        return this;
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => _text.ToString();

    private WireShape AppendMessage(INamedTypeSymbol message)
    {
        if (nameOf?.Invoke(message) is { } name)
            return Append("@").Append(name);
        int place = _around.FindLastIndex(other => SymbolEqualityComparer.Default.Equals(other, message));
        if (place >= 0)
            return Append("^").Append(_around.Count - 1 - place);
        return AppendOutline(message);
    }

    private static IEnumerable<(int Id, ITypeSymbol Type)> Members(INamedTypeSymbol message)
    {
        foreach (MessageMember member in MessageMembers.Of(message, new Findings()))
            yield return (member.Id, member.Type);
    }
}
