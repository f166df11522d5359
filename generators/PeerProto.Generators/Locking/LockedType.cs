using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>A contract, message, union or enum as it is on the wire.</summary>
/// <param name="Header">The line about the type itself.</param>
/// <param name="Entries">The lines about its ids, in their order.</param>
internal sealed record LockedType(LockEntry Header, IReadOnlyList<LockEntry> Entries)
{
    /// <summary>The C# type.</summary>
    public string Name => Header.Type;

    /// <summary>A contract's service name and version, else the empty string.</summary>
    public string ServiceName => Header.Word == LockWord.Contract ? Header.Shape.Split(' ')[0] : "";

    /// <summary>A contract's version.</summary>
    public int Version => Header.Word == LockWord.Contract ? int.Parse(Header.Shape.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>All its lines.</summary>
    public IEnumerable<LockEntry> Lines => Entries.Prepend(Header);

    /// <summary>The line of an id, or null.</summary>
    public LockEntry? Find(long id) => Entries.FirstOrDefault(entry => entry.Id == id);
}
