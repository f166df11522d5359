using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Transports.Quic;

namespace PeerProto;

/// <summary>
/// Links over QUIC (RFC 9000): encrypted by themselves, with streams of their own, so that no channel waits behind another. Endpoints are <c>quic://host:port</c>. Both sides show the
/// certificates of their identities; <see cref="ITlsCredentials"/> decides about them.
/// </summary>
public sealed class QuicTransportProvider : ITransportProvider
{
    /// <summary>The name of this transport.</summary>
    public const string TransportName = "quic";

    private readonly QuicTransportOptions _options;
    private readonly ILogger _logger;

    /// <summary>Makes a provider. It holds no resources itself.</summary>
    /// <param name="options">Deadlines and bounds, or null for the defaults.</param>
    /// <param name="loggerFactory">Where failures that no caller sees are logged, or null for nowhere.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public QuicTransportProvider(QuicTransportOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        _options = options ?? new QuicTransportOptions();
        _options.Validate();
        _logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<QuicTransportProvider>();
    }

    /// <inheritdoc/>
    public string Name => TransportName;

    /// <summary>Whether this machine has what QUIC needs. Where it does not, <see cref="Create"/> says what to install.</summary>
    public static bool IsSupported => QuicSupport.IsSupported;

    /// <inheritdoc/>
    public ITransport Create(TransportSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Credentials is not { } credentials)
            throw QuicUnavailable.NoCredentials();
        if (!QuicSupport.IsSupported)
            throw QuicUnavailable.NotSupported();
        return new QuicTransport(credentials, _options, setup.TimeProvider, _logger, Dns.GetHostAddressesAsync);
    }
}
