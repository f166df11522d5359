namespace PeerProto.CompilerServices;

/// <summary>The caller's receiver of reports.</summary>
public abstract class CallProgress
{
    /// <summary>Hands on a report.</summary>
    /// <param name="reader">The report.</param>
    /// <returns>What the app's receiver threw, or null.</returns>
    /// <exception cref="PeerDecodeException">The bytes are no such report. Whatever else their type or codec throws is not caught here either.</exception>
    public abstract Exception? Report(ref PeerReader reader);
}
