using System.IO.Pipelines;

namespace PeerProto.CompilerServices;

/// <summary>The answering end of a call, for the time of one dispatch. Generated code hands the app's answer to exactly one of the methods that return a task.</summary>
public abstract class IncomingCall
{
    /// <summary>Who is calling, and until when the answer is wanted.</summary>
    public abstract PeerContext Context { get; }

    /// <summary>Signalled when the caller cancels, the deadline passes or the connection ends.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Sends the result when it is there.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="result">The app's answer.</param>
    public abstract ValueTask RespondAsync<TResult, TCodec>(ValueTask<TResult> result)
        where TCodec : struct, IPeerCodec<TResult>;

    /// <summary>Sends an empty result when the app has answered.</summary>
    /// <param name="completion">The app's answer.</param>
    public abstract ValueTask RespondAsync(ValueTask completion);

    /// <summary>Sends the items as the caller's credit allows.</summary>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    /// <param name="items">The app's answer.</param>
    public abstract ValueTask RespondAsync<TItem, TCodec>(IAsyncEnumerable<TItem> items)
        where TCodec : struct, IPeerCodec<TItem>;

    /// <summary>Answers with what the app's method threw before it returned.</summary>
    /// <param name="failure">What it threw.</param>
    public abstract ValueTask FailAsync(Exception failure);

    /// <summary>The items that the caller sends. To be read once.</summary>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    public abstract IAsyncEnumerable<TItem> ReadItems<TItem, TCodec>()
        where TCodec : struct, IPeerCodec<TItem>;

    /// <summary>Where the app's method reports its progress to. Reports after the answer have no effect.</summary>
    /// <typeparam name="T">The reports.</typeparam>
    /// <typeparam name="TCodec">Their codec.</typeparam>
    public abstract IProgress<T> GetProgress<T, TCodec>()
        where TCodec : struct, IPeerCodec<T>;

    /// <summary>The app's end of a byte stream, for as long as the call lasts.</summary>
    public abstract IDuplexPipe GetPipe();
}
