using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Apple;

/// <content>How data sets are made and changed.</content>
public sealed partial class ThreadDataset
{
    /// <summary>Fills memory with random bytes: the system's generator, or a test's.</summary>
    internal delegate void RandomFiller(Span<byte> bytes);

    /// <summary>Makes the active data set of a new network. Keys and identifiers come from the system's cryptographic generator.</summary>
    /// <param name="options">What to choose; by default everything is random.</param>
    /// <returns>A complete data set, its TLVs in the order of OpenThread.</returns>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static ThreadDataset Create(ThreadDatasetOptions? options = null) => Create(options ?? new ThreadDatasetOptions(), RandomNumberGenerator.Fill);

    internal static ThreadDataset Create(ThreadDatasetOptions options, RandomFiller random)
    {
        byte[] extendedPanId = Random(8, random);
        while (!extendedPanId.AsSpan().ContainsAnyExcept((byte)0) || !extendedPanId.AsSpan().ContainsAnyExcept((byte)0xFF))
            random(extendedPanId);
        byte[] panId = [0xFF, 0xFF];
        while (panId is [0xFF, >= 0xFE])
            random(panId);
        byte[] prefix = Random(8, random);
        prefix[0] = 0xFD;
        byte[] choice = Random(1, random);
        ThreadChannel channel = new(0, options.Channel ?? (ushort)(ThreadChannel.First + choice[0] % (ThreadDatasetOptions.LastRandomChannel - ThreadChannel.First + 1)));
        string name = options.NetworkName ?? $"PeerProto-{Convert.ToHexStringLower(panId)}";
        byte[] pskc = options.Passphrase is { } passphrase ? ThreadPskc.Derive(passphrase, name, extendedPanId) : Random(ThreadPskc.Length, random);

        List<byte> bytes = [];
        Append(bytes, ThreadTlvType.ActiveTimestamp, new ThreadTimestamp(1).Encode());
        Append(bytes, ThreadTlvType.Channel, channel.Encode());
        Append(bytes, ThreadTlvType.ChannelMask, ThreadChannelMask.All.Encode());
        Append(bytes, ThreadTlvType.ExtendedPanId, extendedPanId);
        Append(bytes, ThreadTlvType.MeshLocalPrefix, prefix);
        Append(bytes, ThreadTlvType.NetworkKey, Random(16, random));
        Append(bytes, ThreadTlvType.NetworkName, Encoding.UTF8.GetBytes(name));
        Append(bytes, ThreadTlvType.PanId, panId);
        Append(bytes, ThreadTlvType.Pskc, pskc);
        Append(bytes, ThreadTlvType.SecurityPolicy, ThreadSecurityPolicy.Default.Encode());
        return Parse([.. bytes]);
    }

    /// <summary>The same with one TLV set: at its place when there is one of that type, at the end otherwise.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value; it is copied, and not judged.</param>
    /// <returns>The changed data set.</returns>
    /// <exception cref="ArgumentException">The data set would be longer than <see cref="MaximumLength"/>.</exception>
    public ThreadDataset With(ThreadTlvType type, ReadOnlySpan<byte> value)
    {
        if (value.Length > MaximumLength - ThreadTlv.HeaderLength)
            throw new ArgumentException($"A value of {value.Length} bytes does not fit into a data set of at most {MaximumLength}.", nameof(value));
        List<byte> bytes = [];
        bool isSet = false;
        foreach (ThreadTlv tlv in _tlvs)
        {
            Append(bytes, tlv.Type, tlv.Type == type ? value : tlv.Value.Span);
            isSet |= tlv.Type == type;
        }

        if (!isSet)
            Append(bytes, type, value);
        return bytes.Count <= MaximumLength
            ? Parse([.. bytes])
            : throw new ArgumentException($"The data set would have {bytes.Count} bytes, more than {MaximumLength}.", nameof(value));
    }

    /// <summary>The same without the TLV of a type, if there is one.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The changed data set.</returns>
    public ThreadDataset Without(ThreadTlvType type)
    {
        List<byte> bytes = [];
        foreach (ThreadTlv tlv in _tlvs.Where(tlv => tlv.Type != type))
            Append(bytes, tlv.Type, tlv.Value.Span);
        return Parse([.. bytes]);
    }

    /// <summary>The same without what is or may be a key: zeros of the same length stand there. Readable for others, useless for joining.</summary>
    /// <returns>What is left, and what was replaced.</returns>
    public ThreadRedaction Redact() => Inspect(_bytes.Span).Redact();

    private static byte[] Random(int length, RandomFiller random)
    {
        byte[] bytes = new byte[length];
        random(bytes);
        return bytes;
    }

    private static void Append(List<byte> bytes, ThreadTlvType type, ReadOnlySpan<byte> value)
    {
        bytes.Add((byte)type);
        bytes.Add((byte)value.Length);
        bytes.AddRange(value);
    }
}
