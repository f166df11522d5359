using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace PeerProto.Generators.Locking;

/// <summary>
/// A wire lock: what travelled in each released version, and what is to travel in the next one. Each section holds only what changed from the
/// one above; all sections together are what the project is on the wire now. <c>docs/lock.md</c> describes the text.
/// </summary>
/// <param name="Sections">The sections: released versions from the oldest on, then what is not released yet.</param>
internal sealed record LockFile(IReadOnlyList<LockSection> Sections)
{
    /// <summary>How the names of lock files end.</summary>
    public const string Extension = ".peerlock";

    /// <summary>The longest version name.</summary>
    public const int MaximumVersionLength = 64;

    private const string Heading = "# What this project is on the wire. Checked in; edited by 'peerproto lock'. Peers of every version released here must stay understood.";

    /// <summary>A lock in which nothing is recorded.</summary>
    public static LockFile Empty { get; } = new([new LockSection(null, [])]);

    /// <summary>The released versions, oldest first.</summary>
    public IEnumerable<LockSection> Released => Sections.Where(section => section.Version is not null);

    /// <summary>Reads the text of a lock file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">What is wrong with it; empty where all is well.</param>
    public static LockFile Parse(string text, out IReadOnlyList<LockError> errors)
    {
        var reader = new LockFileReader();
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
            reader.Read(index + 1, lines[index].TrimEnd());
        return reader.Finish(out errors);
    }

    /// <summary>Whether this can be the name of a version.</summary>
    public static bool IsVersion(string text) =>
        text.Length is > 0 and <= MaximumVersionLength && text.All(character => character is > ' ' and <= '~' and not ('[' or ']'));

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (LockSection section in Sections)
        {
            text.Append('\n').Append(section.Head).Append('\n');
            foreach (LockEntry entry in section.Entries.OrderBy(entry => entry, Comparer<LockEntry>.Create(LockEntry.Compare)))
                text.Append(entry).Append('\n');
        }

        return text.ToString();
    }
}
