namespace PeerProto.CompilerServices;

/// <summary>
/// What a reader accepts from a peer. A value beyond a limit is a <see cref="PeerDecodeException"/> before any memory is taken for it.
/// Independent of these, no count or length is believed that the received bytes cannot hold.
/// </summary>
public sealed record PeerCodecLimits
{
    /// <summary>The default of <see cref="MaxDepth"/>.</summary>
    public const int DefaultMaxDepth = 64;

    /// <summary>The default of <see cref="MaxCount"/>.</summary>
    public const int DefaultMaxCount = 1_048_576;

    /// <summary>The default of <see cref="MaxStringBytes"/>.</summary>
    public const int DefaultMaxStringBytes = 1_048_576;

    /// <summary>The default of <see cref="MaxBinaryBytes"/>.</summary>
    public const int DefaultMaxBinaryBytes = 16_777_216;

    /// <summary>The default of <see cref="MaxCustomKeys"/>.</summary>
    public const int DefaultMaxCustomKeys = 4_096;

    /// <summary>The limits used when nothing else is said.</summary>
    public static PeerCodecLimits Default { get; } = new();

    /// <summary>How many messages may lie inside each other. Default <see cref="DefaultMaxDepth"/>.</summary>
    public int MaxDepth { get; init => field = Positive(value); } = DefaultMaxDepth;

    /// <summary>The most elements of one array, list or dictionary. Default <see cref="DefaultMaxCount"/>.</summary>
    public int MaxCount { get; init => field = Positive(value); } = DefaultMaxCount;

    /// <summary>The most bytes of UTF-8 in one string. Default <see cref="DefaultMaxStringBytes"/>.</summary>
    public int MaxStringBytes { get; init => field = Positive(value); } = DefaultMaxStringBytes;

    /// <summary>The most bytes of one binary value. Default <see cref="DefaultMaxBinaryBytes"/>.</summary>
    public int MaxBinaryBytes { get; init => field = Positive(value); } = DefaultMaxBinaryBytes;

    /// <summary>
    /// The most entries of a dictionary whose key type brings its own hash code, which a peer may be able to make collide. Strings, numbers, enums,
    /// identifiers and times are hashed with a secret seed and count up to <see cref="MaxCount"/>. Default <see cref="DefaultMaxCustomKeys"/>.
    /// </summary>
    public int MaxCustomKeys { get; init => field = Positive(value); } = DefaultMaxCustomKeys;

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
