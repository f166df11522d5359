using PeerProto;

namespace Chat;

/// <summary>Makes what a peer sent safe to print: no line ends, no escape sequences, and not endless.</summary>
internal static class Terminal
{
    private const int LongestName = 64;

    public static string NameOf(Peer peer) => Printable(peer.ToString(), LongestName);

    public static string Printable(string text, int most)
    {
        ReadOnlySpan<char> kept = text.AsSpan(0, Math.Min(text.Length, most));
        return string.Create(kept.Length, kept, static (printed, given) =>
        {
            for (int i = 0; i < given.Length; i++)
                printed[i] = char.IsControl(given[i]) ? ' ' : given[i];
        });
    }
}
