using System;
using System.Globalization;

namespace PeerProto.Generators.Locking;

/// <summary>A fact about the wire: one line of a lock file.</summary>
/// <param name="Word">What it is about.</param>
/// <param name="Type">The C# type, with its namespace and the types around it.</param>
/// <param name="Id">The id or number; 0 for lines about the type itself.</param>
/// <param name="Name">The C# name of what has the id; empty where it has none. Names do not travel: they are there for people.</param>
/// <param name="Shape">What travels, in the words of <c>docs/fingerprint.md</c>, with other types as <c>@Type</c>.</param>
/// <param name="IsRequired">Whether a reader needs the member to be there.</param>
internal sealed record LockEntry(LockWord Word, string Type, long Id, string Name, string Shape, bool IsRequired = false)
{
    /// <summary>Whether the line is about the type itself.</summary>
    public bool IsHeader => Word <= LockWord.Enum;

    /// <summary>What stands in a lock file once: a type, or an id of a type.</summary>
    public (string Type, bool IsHeader, long Id) Key => (Type, IsHeader, IsHeader ? 0 : Id);

    /// <summary>Whether the two say the same about the wire, names aside.</summary>
    public bool SaysTheSameAs(LockEntry other) => this with { Name = "" } == other with { Name = "" };

    /// <summary>The line.</summary>
    public override string ToString()
    {
        string text = Word.ToString().ToLowerInvariant() + " " + Type;
        if (Name.Length > 0)
            text += "." + Name;
        if (!IsHeader)
            text += " " + Id.ToString(CultureInfo.InvariantCulture) + (IsRequired ? "!" : "");
        return Shape.Length == 0 ? text : text + " " + Shape;
    }

    /// <summary>The order of lines: types by name, each with its own line first and then its ids.</summary>
    public static int Compare(LockEntry left, LockEntry right)
    {
        int order = string.CompareOrdinal(left.Type, right.Type);
        if (order == 0)
            order = right.IsHeader.CompareTo(left.IsHeader);
        return order == 0 ? left.Id.CompareTo(right.Id) : order;
    }
}
