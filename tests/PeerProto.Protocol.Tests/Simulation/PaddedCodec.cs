using PeerProto.CompilerServices;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>Writes the number and bytes behind it; what holds the number alone is read as well.</summary>
internal readonly struct PaddedCodec : IPeerCodec<Padded>
{
    public static int MaxSize => PeerCodec.Unbounded;

    public static void Write(ref PeerWriter writer, in Padded value)
    {
        writer.WriteInt32(value.Number);
        writer.WriteBinary(new byte[value.Padding]);
    }

    public static Padded Read(ref PeerReader reader)
    {
        int number = reader.ReadInt32();
        return new Padded(number, reader.End ? 0 : reader.ReadBinary().Length);
    }
}
