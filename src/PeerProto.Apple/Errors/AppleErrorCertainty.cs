namespace PeerProto.Apple;

/// <summary>How sure an entry of the catalogue is.</summary>
public enum AppleErrorCertainty
{
    /// <summary>Read in source code or a header that Apple publishes.</summary>
    Source,

    /// <summary>Apple's documentation says so.</summary>
    Documented,

    /// <summary>Apple's support or users say so.</summary>
    Reported,

    /// <summary>Concluded from the above.</summary>
    Inferred,

    /// <summary>Common knowledge that was not looked up.</summary>
    General,
}
