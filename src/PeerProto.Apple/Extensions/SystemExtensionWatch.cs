using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// Follows listings that come one after the other in one text, as a loop around <c>systemextensionsctl list</c> writes them, and tells what
/// changes. Each listing begins with its count of extensions; it is compared once the next one begins, or the text ends.
/// </summary>
public sealed class SystemExtensionWatch
{
    private const int MaximumCharacters = SystemExtensionList.MaximumBytes / 4;

    private readonly StringBuilder _listing = new();
    private SystemExtensionList? _last;

    /// <summary>The last whole listing; null before the first.</summary>
    public SystemExtensionList? Last => _last;

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>What a listing that ended with it changed; against nothing for the first one. Empty while a listing goes on.</returns>
    /// <exception cref="SystemExtensionException">A listing that ended cannot be read, or is too long.</exception>
    public IReadOnlyList<SystemExtensionChange> AddLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        bool isStart = SystemExtensionListing.TryReadCount(line, out _);
        if (!isStart && _listing.Length == 0)
            return []; // what stands before the first listing
        IReadOnlyList<SystemExtensionChange> changes = isStart ? End() : [];
        if (_listing.Length + line.Length > MaximumCharacters)
            throw new SystemExtensionException($"one listing has more than {MaximumCharacters} characters", "Write the outputs of 'systemextensionsctl list' one after the other, and nothing else");
        _listing.Append(line).Append('\n');
        return changes;
    }

    /// <summary>Ends the listing that goes on.</summary>
    /// <returns>What it changed.</returns>
    /// <exception cref="SystemExtensionException">The listing cannot be read.</exception>
    public IReadOnlyList<SystemExtensionChange> End()
    {
        string text = _listing.ToString();
        _listing.Clear();
        if (string.IsNullOrWhiteSpace(text))
            return [];
        SystemExtensionList now = SystemExtensionListing.Read(text);
        IReadOnlyList<SystemExtensionChange> changes = now.ChangesSince(_last ?? new SystemExtensionList([], []));
        _last = now;
        return changes;
    }
}
