using MessagePack;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>A message of fixed size, with its codec in the shape that the generator emits.</summary>
[MessagePackObject]
public readonly partial record struct Stroke([property: Key(0)] uint Color, [property: Key(1)] float X, [property: Key(2)] float Y)
{
    public readonly struct PeerCodec : IPeerCodec<Stroke>
    {
        public static int MaxSize => 16;

        public static void Write(ref PeerWriter writer, in Stroke value)
        {
            MessagePackRun run = writer.BeginRun(16);
            run.WriteArrayHeader(3);
            run.WriteUInt32(value.Color);
            run.WriteSingle(value.X);
            run.WriteSingle(value.Y);
            writer.EndRun(run);
        }

        public static Stroke Read(ref PeerReader reader)
        {
            int count = reader.BeginMessage();
            uint color = count > 0 ? reader.ReadUInt32() : default;
            float x = count > 1 ? reader.ReadSingle() : default;
            float y = count > 2 ? reader.ReadSingle() : default;
            reader.EndMessage(count, 3);
            return new Stroke(color, x, y);
        }
    }
}
