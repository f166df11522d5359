namespace PeerProto;

/// <summary>
/// A proof that both sides of a link give each other behind TLS and before the first frame of the connection: that both know a passcode, for example. The side that asks for one never goes on
/// without it. Instances are safe for concurrent use. Disposing one clears what secrets it holds.
/// </summary>
public interface ILinkAuthentication : IDisposable
{
    /// <summary>What peers would call it, for logs: <c>passcode</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Gives the proof and checks the other side's. Reads no byte behind the last of its own. The caller sets the deadline, ends the link when this fails, and owns the stream.
    /// </summary>
    /// <param name="stream">The link, secured and ready for frames. The initiator writes first.</param>
    /// <param name="context">What is known about the link.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PeerConnectionException">The other side did not prove what it has to; stage <see cref="ConnectionStage.Authentication"/>.</exception>
    /// <exception cref="IOException">The link broke.</exception>
    ValueTask AuthenticateAsync(Stream stream, LinkAuthenticationContext context, CancellationToken cancellationToken);
}
