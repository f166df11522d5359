namespace PeerProto.Apple;

/// <summary>Why a crash report is to be read with care.</summary>
public enum CrashWarningKind
{
    /// <summary>A symbol is only the nearest one that the library exports, not the function that ran.</summary>
    NearestSymbol,

    /// <summary>There is no list of images, so that addresses cannot be turned into functions.</summary>
    MissingImages,

    /// <summary>Frames tell no offset, so that a nearest symbol cannot be told from a true one.</summary>
    MissingOffsets,

    /// <summary>Another program than the system wrote the report.</summary>
    ThirdPartyReport,

    /// <summary>A crash reporter of others was loaded into the process.</summary>
    ThirdPartyReporterLoaded,

    /// <summary>Frames of the app have addresses only.</summary>
    NotSymbolicated,

    /// <summary>The report does not say which thread crashed; the first one is taken.</summary>
    NoFaultingThread,

    /// <summary>The report has more threads, frames or images than are kept.</summary>
    Truncated,
}
