namespace PeerProto.Matrix.Tests.Cells;

/// <summary>One type beside MessagePack-CSharp.</summary>
internal interface IMessagePackCell
{
    /// <summary>The row's name.</summary>
    string Name { get; }

    /// <summary>Makes values, and compares the bytes of both; each then reads what the other wrote.</summary>
    void Compare(int values);
}
