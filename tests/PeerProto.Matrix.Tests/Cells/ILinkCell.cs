using PeerProto.Matrix.Tests.Generated;

namespace PeerProto.Matrix.Tests.Cells;

/// <summary>One type in the places of a contract.</summary>
internal interface ILinkCell
{
    string Name { get; }

    /// <summary>Sends values to the far side and back as parameter and result.</summary>
    Task CallAsync(IMatrix far, int values);

    /// <summary>Sends values as items there, and gets them as items back.</summary>
    Task StreamAsync(IMatrix far, int values);

    /// <summary>Sends values as messages of a channel, and takes them from the far side's service.</summary>
    Task SendAsync(IMatrix far, MatrixService farService, int values);
}
