namespace PeerProto;

/// <summary>How sure a verdict is.</summary>
public enum GapCertainty
{
    /// <summary>It follows from the figures.</summary>
    Certain,

    /// <summary>It fits the figures best.</summary>
    Likely,

    /// <summary>It is one of several that fit.</summary>
    Possible,
}
