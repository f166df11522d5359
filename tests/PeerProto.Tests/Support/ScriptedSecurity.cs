namespace PeerProto.Tests.Support;

/// <summary>A security that takes its time with the streams of some endpoints, and secures nothing.</summary>
internal sealed class ScriptedSecurity : IStreamSecurity
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "scripted";

    /// <summary>The transport whose links wait for <see cref="Answer"/>.</summary>
    public string? Waits { get; set; }

    public void Answer() => _answer.TrySetResult();

    public async ValueTask<SecuredLink> AuthenticateAsClientAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken)
    {
        if (context.RemoteEndpoint.Transport == Waits)
            await _answer.Task.WaitAsync(cancellationToken);
        return new SecuredLink(stream, null, default);
    }

    public ValueTask<SecuredLink> AuthenticateAsServerAsync(Stream stream, SecurityContext context, CancellationToken cancellationToken) =>
        new(new SecuredLink(stream, null, default));
}
