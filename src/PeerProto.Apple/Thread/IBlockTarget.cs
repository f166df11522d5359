namespace PeerProto.Apple;

/// <summary>What a block calls. Nothing may be thrown out of it.</summary>
internal interface IBlockTarget
{
    BlockShape Shape { get; }

    void Invoke(nint first, nint second);
}
