namespace PeerProto.Apple;

/// <summary>The words that stand for values in a profile.</summary>
internal static class PayloadWords
{
    /// <summary>Finds the word of a value.</summary>
    public static string Find<T>(IReadOnlyList<(T Value, string Word)> words, T value)
        where T : struct, Enum => words.Where(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Select(static pair => pair.Word).FirstOrDefault()
        ?? throw new ArgumentOutOfRangeException(nameof(value), value, "It has no word in profiles.");
}
