using Microsoft.Extensions.Logging;

namespace PeerProto;

/// <summary>Makes the <see cref="TcpTransport"/> of a session.</summary>
/// <param name="options">How its links behave, or null for the defaults. The clock in it is replaced by the session's.</param>
/// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
public sealed class TcpTransportProvider(TcpTransportOptions? options = null, ILoggerFactory? loggerFactory = null) : ITransportProvider
{
    private readonly TcpTransportOptions _options = options ?? new TcpTransportOptions();

    /// <inheritdoc/>
    public string Name => TcpTransport.TransportName;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is out of its range.</exception>
    public ITransport Create(TransportSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new TcpTransport(_options with { TimeProvider = setup.TimeProvider }, loggerFactory);
    }
}
