namespace PeerProto.Apple;

/// <summary>Credentials of a Thread network could not be stored or had. The message holds the cause and the next step, and no secret.</summary>
public sealed class ThreadCredentialException : Exception
{
    /// <summary>Makes an error from its parts.</summary>
    /// <param name="problem">Which problem it is.</param>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do, as a sentence without its full stop.</param>
    /// <param name="innerException">The error underneath, when there is one.</param>
    public ThreadCredentialException(ThreadCredentialProblem problem, string cause, string remedy, Exception? innerException = null)
        : base($"{cause}. {remedy}.", innerException)
    {
        Problem = problem;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>Which problem it is.</summary>
    public ThreadCredentialProblem Problem { get; }

    /// <summary>Why, as a sentence without its full stop.</summary>
    public string Cause { get; }

    /// <summary>What to do, as a sentence without its full stop.</summary>
    public string Remedy { get; }

    /// <summary>The code of the Cocoa error that Apple's framework gives for it; null when there is none.</summary>
    public int? CocoaCode => Problem switch
    {
        ThreadCredentialProblem.ServiceUnavailable => 4097,
        ThreadCredentialProblem.ServiceRefused => 4099,
        _ => null,
    };
}
