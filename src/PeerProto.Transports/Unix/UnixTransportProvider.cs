using Microsoft.Extensions.Logging;

namespace PeerProto;

/// <summary>Makes the <see cref="UnixTransport"/> of a session.</summary>
/// <param name="options">Where the sockets live, or null for the defaults. The clock in it is replaced by the session's.</param>
/// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
public sealed class UnixTransportProvider(UnixTransportOptions? options = null, ILoggerFactory? loggerFactory = null) : ITransportProvider
{
    private readonly UnixTransportOptions _options = options ?? new UnixTransportOptions();

    /// <inheritdoc/>
    public string Name => UnixTransport.TransportName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The deadline of the options is not positive.</exception>
    public ITransport Create(TransportSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new UnixTransport(_options with { TimeProvider = setup.TimeProvider }, loggerFactory);
    }
}
