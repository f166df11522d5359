using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Protocol.Handshake;

/// <summary>
/// The body of a hello frame: the four bytes <c>PEER</c>, then a MessagePack map. Keys: 0 wire version, 1 contract, 2 contract version, 3 fingerprint (bin 16),
/// 4 peer identifier (bin 16), 5 instance, 6 display name, 7 largest message, 8 and 9 channel window in messages and bytes, 10 and 11 stream window in messages
/// and bytes, 12 concurrent calls, 13 and 14 the connection's window in messages and bytes, 15 the key of its instance names (bin 16, left out where empty). A peer skips keys it does not know; 0 to 5 must be there, the others have defaults.
/// </summary>
public static class HelloCodec
{
    private const int RequiredKeys = 0b11_1111;
    private const int KeyCount = 16;
    private const int NameKey = 15;

    private static readonly PeerCodecLimits Limits = new() { MaxDepth = 8, MaxCount = 256, MaxStringBytes = ProtocolLimits.MaximumHelloBytes };

    /// <summary>The first four bytes of the body.</summary>
    public static ReadOnlySpan<byte> Magic => "PEER"u8;

    /// <summary>Writes a hello.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="hello">The hello.</param>
    public static void Write(IBufferWriter<byte> output, Hello hello)
    {
        output.Write(Magic);
        byte[] id = new byte[PeerId.Length];
        hello.Id.CopyTo(id);

        PeerWriter writer = new(output);
        writer.WriteMapHeader(hello.NameKey.IsEmpty ? KeyCount - 1 : KeyCount);
        WriteInt(ref writer, 0, hello.WireVersion);
        WriteString(ref writer, 1, hello.Contract);
        WriteInt(ref writer, 2, hello.ContractVersion);
        writer.WriteInt32(3);
        writer.WriteBinary(hello.Fingerprint.Span);
        writer.WriteInt32(4);
        writer.WriteBinary(id);
        WriteString(ref writer, 5, hello.Instance);
        WriteString(ref writer, 6, hello.DisplayName);
        WriteInt(ref writer, 7, hello.MaximumMessageBytes);
        WriteInt(ref writer, 8, hello.ChannelWindowMessages);
        WriteInt(ref writer, 9, hello.ChannelWindowBytes);
        WriteInt(ref writer, 10, hello.StreamWindowMessages);
        WriteInt(ref writer, 11, hello.StreamWindowBytes);
        WriteInt(ref writer, 12, hello.MaximumConcurrentCalls);
        WriteInt(ref writer, 13, hello.ConnectionWindowMessages);
        WriteInt(ref writer, 14, hello.ConnectionWindowBytes);
        if (!hello.NameKey.IsEmpty)
        {
            writer.WriteInt32(NameKey);
            writer.WriteBinary(hello.NameKey.Span);
        }

        writer.Flush();
    }

    /// <summary>Reads a hello.</summary>
    /// <param name="body">The frame's body.</param>
    /// <param name="hello">The hello.</param>
    /// <param name="error">What is wrong with it, where it is none.</param>
    /// <returns>Whether it is a hello.</returns>
    public static bool TryRead(in ReadOnlySequence<byte> body, out Hello? hello, out string error)
    {
        hello = null;
        error = "";
        Span<byte> magic = stackalloc byte[4];
        if (body.Length < magic.Length)
        {
            error = "the hello is shorter than its mark";
            return false;
        }

        body.Slice(0, magic.Length).CopyTo(magic);
        if (!magic.SequenceEqual(Magic))
        {
            error = "the hello does not start with PEER";
            return false;
        }

        try
        {
            PeerReader reader = new(body.Slice(magic.Length), Limits);
            hello = Read(ref reader, out error);
            return hello is not null;
        }
        catch (PeerDecodeException malformed)
        {
            error = malformed.Message;
            return false;
        }
    }

    private static Hello? Read(ref PeerReader reader, out string error)
    {
        string contract = "", instance = "", displayName = "";
        byte[] fingerprint = [], id = [];
        byte[]? nameKey = null;
        Span<int> numbers = stackalloc int[KeyCount];
        int seen = 0;

        int count = reader.ReadMapHeader();
        for (int i = 0; i < count; i++)
        {
            ulong key = reader.ReadUInt64();
            if (key < KeyCount)
            {
                if ((seen & (1 << (int)key)) != 0)
                {
                    error = $"key {key} of the hello comes twice";
                    return null;
                }

                seen |= 1 << (int)key;
            }

            switch (key)
            {
                case 1: contract = reader.ReadString(); break;
                case 3: fingerprint = reader.ReadBinary(); break;
                case 4: id = reader.ReadBinary(); break;
                case 5: instance = reader.ReadString(); break;
                case 6: displayName = reader.ReadString(); break;
                case NameKey: nameKey = reader.ReadBinary(); break;
                case < KeyCount: numbers[(int)key] = reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        error = Check(seen, numbers, contract, instance, displayName, fingerprint, id);
        if (error.Length == 0 && nameKey is not null && nameKey.Length != Hello.NameKeyLength)
            error = $"the key of the instance names has {nameKey.Length} bytes instead of {Hello.NameKeyLength}";
        if (error.Length > 0)
            return null;
        return new Hello
        {
            WireVersion = numbers[0],
            Contract = contract,
            ContractVersion = numbers[2],
            Fingerprint = fingerprint,
            Id = new PeerId(id),
            Instance = instance,
            NameKey = nameKey,
            DisplayName = PlainText.Of(displayName),
            MaximumMessageBytes = Math.Min(Get(7, seen, numbers, ProtocolLimits.DefaultMaximumMessageBytes), ProtocolLimits.LargestMessageBytes),
            ChannelWindowMessages = Get(8, seen, numbers, ProtocolLimits.DefaultChannelWindowMessages),
            ChannelWindowBytes = Get(9, seen, numbers, ProtocolLimits.DefaultChannelWindowBytes),
            StreamWindowMessages = Get(10, seen, numbers, ProtocolLimits.DefaultStreamWindowMessages),
            StreamWindowBytes = Get(11, seen, numbers, ProtocolLimits.DefaultStreamWindowBytes),
            MaximumConcurrentCalls = Get(12, seen, numbers, ProtocolLimits.DefaultMaximumConcurrentCalls),
            ConnectionWindowMessages = Get(13, seen, numbers, ProtocolLimits.DefaultConnectionWindowMessages),
            ConnectionWindowBytes = Get(14, seen, numbers, ProtocolLimits.DefaultConnectionWindowBytes),
        };
    }

    private static string Check(
        int seen, ReadOnlySpan<int> numbers, string contract, string instance, string displayName, byte[] fingerprint, byte[] id)
    {
        if ((seen & RequiredKeys) != RequiredKeys)
            return $"the hello lacks key {int.TrailingZeroCount(~seen & RequiredKeys)}";
        if (contract.Length is 0 or > 15)
            return "the contract's name has not 1 to 15 characters";
        if (fingerprint.Length != PeerContractDescriptor.FingerprintLength)
            return $"the fingerprint has {fingerprint.Length} bytes instead of {PeerContractDescriptor.FingerprintLength}";
        if (id.Length != PeerId.Length)
            return $"the peer identifier has {id.Length} bytes instead of {PeerId.Length}";
        if (instance.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(instance) > Hello.MaximumInstanceBytes)
            return $"the instance name has not 1 to {Hello.MaximumInstanceBytes} bytes";
        if (contract.AsSpan().ContainsAnyExceptInRange('!', '~') || instance.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return "the contract's or the instance's name has characters that are not printable ASCII";
        if (System.Text.Encoding.UTF8.GetByteCount(displayName) > ProtocolLimits.MaximumDisplayNameBytes)
            return $"the display name has more than {ProtocolLimits.MaximumDisplayNameBytes} bytes";
        for (int key = 7; key < NameKey; key++)
        {
            if ((seen & (1 << key)) != 0 && numbers[key] < 1)
                return $"key {key} of the hello is {numbers[key]}, and at least 1 is needed";
        }

        return "";
    }

    private static int Get(int key, int seen, ReadOnlySpan<int> numbers, int absent) => (seen & (1 << key)) != 0 ? numbers[key] : absent;

    private static void WriteInt(ref PeerWriter writer, int key, int value)
    {
        writer.WriteInt32(key);
        writer.WriteInt32(value);
    }

    private static void WriteString(ref PeerWriter writer, int key, string value)
    {
        writer.WriteInt32(key);
        writer.WriteString(value);
    }
}
