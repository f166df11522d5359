using System.Text;

namespace PeerProto.Apple;

/// <summary>What is chosen about a new Thread network. Whatever is left out is random.</summary>
public sealed record ThreadDatasetOptions
{
    /// <summary>Random channels end before 26, which many radios may send on with little power only.</summary>
    internal const ushort LastRandomChannel = 25;

    private const int MaximumNameLength = 16;

    /// <summary>The name, 1 to 16 bytes of UTF-8 without control characters. Left out: <c>PeerProto-</c> and the PAN identifier.</summary>
    /// <exception cref="ArgumentException">It cannot be a name.</exception>
    public string? NetworkName
    {
        get;
        init
        {
            if (value is not null && (value.Length == 0 || Encoding.UTF8.GetByteCount(value) > MaximumNameLength || value.Any(char.IsControl)))
                throw new ArgumentException($"A network name has 1 to {MaximumNameLength} bytes of UTF-8 without control characters.", nameof(value));
            field = value;
        }
    }

    /// <summary>The channel, 11 to 26. Left out: a random one up to 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public ushort? Channel
    {
        get;
        init
        {
            if (value is not (null or (>= ThreadChannel.First and <= ThreadChannel.Last)))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Thread uses channels {ThreadChannel.First} to {ThreadChannel.Last}.");
            field = value;
        }
    }

    /// <summary>The passphrase of commissioners, 6 to 255 bytes of UTF-8, of which PSKc is made. Left out: PSKc is random, and no passphrase opens it.</summary>
    /// <exception cref="ArgumentException">It is too short or too long.</exception>
    public string? Passphrase
    {
        get;
        init
        {
            if (value is not null)
                ThreadPskc.RefuseUnlessPassphrase(value);
            field = value;
        }
    }

    /// <summary>What was chosen, without the passphrase.</summary>
    /// <returns>The written options.</returns>
    public override string ToString() => $"{NetworkName ?? "a random name"}, {(Channel is { } channel ? $"channel {channel}" : "a random channel")}, {(Passphrase is null ? "random PSKc" : "PSKc of a passphrase")}";
}
