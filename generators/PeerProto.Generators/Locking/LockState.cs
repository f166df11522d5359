using System;
using System.Collections.Generic;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>What a project is on the wire after some sections of its lock. Never changes once made.</summary>
internal sealed class LockState : ILockTypes
{
    private readonly Dictionary<string, LockedType> _types;

    /// <summary>A project with nothing on the wire.</summary>
    public LockState()
        : this([])
    {
    }

    private LockState(Dictionary<string, LockedType> types) => _types = types;

    /// <summary>The types, by name.</summary>
    public IEnumerable<LockedType> Types => _types.Values.OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public LockedType? Find(string type) => _types.TryGetValue(type, out LockedType? found) ? found : null;

    /// <summary>The contract of this service name, or null.</summary>
    public LockedType? FindContract(string serviceName) => Types.FirstOrDefault(type => type.Header.Word == LockWord.Contract && type.ServiceName == serviceName);

    /// <summary>What it is after a section more.</summary>
    public LockState With(IEnumerable<LockEntry> section)
    {
        var types = new Dictionary<string, LockedType>(_types);
        foreach (IGrouping<string, LockEntry> lines in section.GroupBy(entry => entry.Type))
        {
            types.TryGetValue(lines.Key, out LockedType? known);
            LockEntry? header = lines.LastOrDefault(line => line.IsHeader) ?? known?.Header;
            if (header is null or { Word: LockWord.Removed })
            {
                types.Remove(lines.Key);
                continue;
            }

            var entries = new SortedDictionary<long, LockEntry>();
            foreach (LockEntry entry in (known?.Entries ?? []).Concat(lines.Where(line => !line.IsHeader)))
                entries[entry.Id] = entry;
            types[lines.Key] = new LockedType(header, [.. entries.Values]);
        }

        return new LockState(types);
    }
}
