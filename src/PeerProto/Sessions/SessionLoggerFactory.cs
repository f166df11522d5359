using Microsoft.Extensions.Logging;

namespace PeerProto.Sessions;

/// <summary>The log that a session's options name in the end, for what is made before they are complete.</summary>
internal sealed class SessionLoggerFactory(PeerSessionOptions options) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => options.LoggerFactory.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => options.LoggerFactory.AddProvider(provider);

    public void Dispose()
    {
        // the log is the app's
    }
}
