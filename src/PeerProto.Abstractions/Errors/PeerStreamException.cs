using System.Globalization;

namespace PeerProto;

/// <summary>
/// One direction of a byte stream was given up. Thrown by the reader whose writer gave up, and by the writer whose reader did. A side that completes its end of the pipe with an exception of this
/// type tells the other side its code.
/// </summary>
public sealed class PeerStreamException : IOException
{
    /// <summary>Nothing went wrong: the reader has what it wants.</summary>
    public const long NoError = 0;

    /// <summary>The other side completed its end with an exception that has no code.</summary>
    public const long Failed = 1;

    /// <summary>The other side completed its end with an <see cref="OperationCanceledException"/>.</summary>
    public const long Cancelled = 2;

    /// <summary>The smallest code whose meaning is the app's.</summary>
    public const long FirstOfApp = 16;

    /// <summary>The largest code: 2^62 − 1, as in RFC 9000 §16.</summary>
    public const long MaximumCode = (1L << 62) - 1;

    /// <summary>Makes an exception that gives up a direction of a byte stream.</summary>
    /// <param name="code">What the other side is told, 0 to <see cref="MaximumCode"/>. Codes below <see cref="FirstOfApp"/> have a meaning of their own.</param>
    /// <param name="message">Why, for people on this side; it does not travel. Null for a sentence that names the code.</param>
    public PeerStreamException(long code, string? message = null)
        : base(message ?? string.Create(CultureInfo.InvariantCulture, $"The byte stream was given up with code {code}."))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, MaximumCode);
        Code = code;
    }

    /// <summary>Why the direction was given up.</summary>
    public long Code { get; }

    /// <summary>The code that an exception is told by.</summary>
    /// <param name="failure">What an end was completed with.</param>
    public static long CodeOf(Exception failure) => failure switch
    {
        PeerStreamException stream => stream.Code,
        OperationCanceledException => Cancelled,
        _ => Failed,
    };
}
