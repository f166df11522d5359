using PeerProto.Benchmarks.Messages;
using PeerProto.CompilerServices;

namespace PeerProto.Benchmarks.Codec.Rows;

/// <summary>Makes a view of the large message and looks at each member.</summary>
internal sealed class ViewRow(byte[] bytes) : CodecRow("PeerProto, view")
{
    private long _last;

    public override int Bytes => bytes.Length;

    protected override void Run(int operations)
    {
        for (int i = 0; i < operations; i++)
        {
            PeerReader reader = new(bytes.AsMemory(), PeerCodecLimits.Default);
            LargeMessage.View view = new(ref reader);
            _last += view.Name.Length + view.Id.Version + view.Sequence + view.Flags + view.Payload.Length + view.Payload.FirstSpan[0];
        }
    }
}
