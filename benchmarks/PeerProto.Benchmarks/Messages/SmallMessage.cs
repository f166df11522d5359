using MemoryPack;
using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto.Benchmarks.Messages;

/// <summary>Six members of fixed size.</summary>
[MemoryPackable]
[MessagePackObject]
public readonly partial record struct SmallMessage(
    [property: Key(0)] Guid Id,
    [property: Key(1)] double X,
    [property: Key(2)] double Y,
    [property: Key(3)] double Z,
    [property: Key(4)] long Sequence,
    [property: Key(5)] int Flags)
{
    public static SmallMessage Sample { get; } = new(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), 1.25, -2.5e10, 3.75, 1_234_567_890_123, 70_000);

    /// <summary>In the shape that the generator emits.</summary>
    public readonly struct PeerCodec : IPeerCodec<SmallMessage>
    {
        public static int MaxSize => 60;

        public static void Write(ref PeerWriter writer, in SmallMessage value)
        {
            MessagePackRun run = writer.BeginRun(60);
            run.WriteArrayHeader(6);
            run.WriteGuid(value.Id);
            run.WriteDouble(value.X);
            run.WriteDouble(value.Y);
            run.WriteDouble(value.Z);
            run.WriteInt64(value.Sequence);
            run.WriteInt32(value.Flags);
            writer.EndRun(run);
        }

        public static SmallMessage Read(ref PeerReader reader)
        {
            int count = reader.BeginMessage();
            Guid id = count > 0 ? reader.ReadGuid() : default;
            double x = count > 1 ? reader.ReadDouble() : default;
            double y = count > 2 ? reader.ReadDouble() : default;
            double z = count > 3 ? reader.ReadDouble() : default;
            long sequence = count > 4 ? reader.ReadInt64() : default;
            int flags = count > 5 ? reader.ReadInt32() : default;
            reader.EndMessage(count, 6);
            return new SmallMessage(id, x, y, z, sequence, flags);
        }
    }
}
