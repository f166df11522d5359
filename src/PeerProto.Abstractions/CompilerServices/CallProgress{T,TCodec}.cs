namespace PeerProto.CompilerServices;

/// <summary>A receiver of reports of one type.</summary>
/// <typeparam name="T">The reports.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
/// <param name="target">The app's receiver, or null for nobody.</param>
public sealed class CallProgress<T, TCodec>(IProgress<T>? target) : CallProgress
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public override Exception? Report(ref PeerReader reader)
    {
        T report = TCodec.Read(ref reader);
        try
        {
            target?.Report(report);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
