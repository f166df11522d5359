namespace PeerProto.Apple;

/// <summary>Bytes are no configuration profile that can be read, or a profile cannot be used for what was asked. The message says what is wrong and what to do, and holds no secret.</summary>
public sealed class ProfileException : FormatException
{
    private const int MaximumWords = 1000;

    internal ProfileException(string cause, string remedy, Exception? inner = null)
        : base($"The profile cannot be used: {ProfileWords.Visible(cause, MaximumWords)}. {ProfileWords.Visible(remedy, MaximumWords)}.", inner)
    {
        Cause = ProfileWords.Visible(cause, MaximumWords);
        Remedy = ProfileWords.Visible(remedy, MaximumWords);
    }

    /// <summary>What is wrong, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }
}
