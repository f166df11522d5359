using System.Net;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="IPEndPoint"/>, never null, as an array of its address and its port.</summary>
public readonly struct IPEndPointCodec : IPeerCodec<IPEndPoint>
{
    /// <inheritdoc/>
    public static int MaxSize => 1 + IPAddressCodec.MaxSize + MessagePackSize.UInt16;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IPEndPoint value)
    {
        if (value is null)
            throw EncodeErrors.Null("An IP endpoint");
        writer.WriteArrayHeader(2);
        IPAddressCodec.Write(ref writer, value.Address);
        writer.WriteUInt16((ushort)value.Port);
    }

    /// <inheritdoc/>
    public static IPEndPoint Read(ref PeerReader reader)
    {
        long offset = reader.Offset;
        int count = reader.ReadArrayHeader();
        if (count != 2)
            throw DecodeErrors.Malformed("an IPEndPoint", $"an array of {count}", offset);
        return new IPEndPoint(IPAddressCodec.Read(ref reader), reader.ReadUInt16());
    }
}
