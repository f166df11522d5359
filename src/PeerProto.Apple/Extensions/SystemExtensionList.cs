using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// The system extensions of a Mac, from the output of <c>systemextensionsctl list</c>, also where it was pasted with spaces for tabs, or from
/// <c>/Library/SystemExtensions/db.plist</c>. Immutable.
/// </summary>
public sealed class SystemExtensionList
{
    /// <summary>The longest listing that is read, in bytes: 4 Mi.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    /// <summary>How many extensions of a listing are kept.</summary>
    public const int MaximumExtensions = 1024;

    internal SystemExtensionList(IReadOnlyList<SystemExtension> extensions, IReadOnlyList<string> remarks) => (Extensions, Remarks) = (extensions, remarks);

    /// <summary>The extensions in the order of the listing.</summary>
    public IReadOnlyList<SystemExtension> Extensions { get; }

    /// <summary>What is odd about the listing itself, such as a number that does not fit; sentences without their full stops.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Whether an extension runs and every other one runs too or is on its way out. A version that waits to take the place of a running one is neither.</summary>
    public bool IsEveryExtensionRunning => Extensions.Any(static extension => extension.State == SystemExtensionState.Enabled)
        && Extensions.All(static extension => extension.State is SystemExtensionState.Enabled or SystemExtensionState.Terminating or SystemExtensionState.RemovedOnReboot
            or SystemExtensionState.Uninstalling or SystemExtensionState.Uninstalled);

    /// <summary>Reads a listing or a database.</summary>
    /// <param name="bytes">Text of a listing, or the database as XML or in binary.</param>
    /// <returns>The list.</returns>
    /// <exception cref="SystemExtensionException">The bytes are neither.</exception>
    public static SystemExtensionList Parse(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MaximumBytes)
            throw new SystemExtensionException($"it has {bytes.Length} bytes, and {MaximumBytes} are the most", "Cut away what is not the listing");
        if (!PropertyList.LooksLikeOne(bytes))
            return SystemExtensionListing.Read(Encoding.UTF8.GetString(bytes));
        return PropertyList.TryRead(bytes, out PropertyListValue? database, out PropertyListException? failure)
            ? SystemExtensionDatabase.Read(database)
            : throw new SystemExtensionException(failure.Cause, failure.Remedy);
    }

    /// <summary>Reads a listing or a database, without an exception for what is neither.</summary>
    /// <param name="bytes">See <see cref="Parse(byte[])"/>.</param>
    /// <param name="list">The list; null where it could not be read.</param>
    /// <param name="failure">Why it could not be read; null where it was.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryParse(byte[] bytes, [NotNullWhen(true)] out SystemExtensionList? list, [NotNullWhen(false)] out SystemExtensionException? failure)
    {
        try
        {
            (list, failure) = (Parse(bytes), null);
            return true;
        }
        catch (SystemExtensionException caught)
        {
            (list, failure) = (null, caught);
            return false;
        }
    }

    /// <summary>Tells of each extension what its state means and what to do, the easiest first. Nothing of it needs system integrity protection off.</summary>
    /// <returns>One diagnosis for each extension, in their order.</returns>
    public IReadOnlyList<SystemExtensionDiagnosis> Diagnose() => [.. Extensions.Select(extension => SystemExtensionAdvice.For(extension, this))];

    /// <summary>Tells what became of the extensions since an earlier listing.</summary>
    /// <param name="earlier">The earlier listing.</param>
    /// <returns>The changes, in the order of this listing, then those that are gone.</returns>
    public IReadOnlyList<SystemExtensionChange> ChangesSince(SystemExtensionList earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Dictionary<(string, string, string, int), SystemExtension> before = Keyed(earlier);
        List<SystemExtensionChange> changes = [];
        foreach (((string, string, string, int) key, SystemExtension now) in Keyed(this))
        {
            if (!before.Remove(key, out SystemExtension? old))
                changes.Add(new SystemExtensionChange(null, now));
            else if (old.StateText != now.StateText || SystemExtensionChange.AreMarkedOtherwise(old, now))
                changes.Add(new SystemExtensionChange(old, now));
        }

        changes.AddRange(before.Values.Select(static gone => new SystemExtensionChange(gone, null)));
        return changes;
    }

    // Two versions of one extension stand side by side during an upgrade; one version may stand there twice, waiting to go.
    private static Dictionary<(string, string, string, int), SystemExtension> Keyed(SystemExtensionList list)
    {
        Dictionary<(string, string, string, int), SystemExtension> keyed = [];
        Dictionary<(string, string, string), int> seen = [];
        foreach (SystemExtension extension in list.Extensions)
        {
            (string TeamId, string BundleId, string VersionText) key = (extension.TeamId, extension.BundleId, extension.VersionText);
            int number = seen.GetValueOrDefault(key);
            seen[key] = number + 1;
            keyed[(key.TeamId, key.BundleId, key.VersionText, number)] = extension;
        }

        return keyed;
    }
}
