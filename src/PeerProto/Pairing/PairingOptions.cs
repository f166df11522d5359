using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerProto.Security.Pairing;

namespace PeerProto;

/// <summary>How a pairing goes. Every value has a default but <see cref="Approve"/>, which <see cref="PairingWay.Compare"/> needs.</summary>
public sealed class PairingOptions
{
    /// <summary>How long an invitation counts unless told otherwise: 5 minutes.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long people may take to answer unless told otherwise: 1 minute.</summary>
    public static readonly TimeSpan DefaultPersonDeadline = TimeSpan.FromMinutes(1);

    /// <summary>The name by which the other device keeps this one, at most <see cref="PeerTrustStore.MaximumNameLength"/> characters. It travels encrypted, to the device that has proved itself, and nowhere else. Empty unless told otherwise.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The passcode that was typed in or is to be shown. An inviting device makes one of eight digits where there is none.</summary>
    public string? Passcode { get; set; }

    /// <summary>
    /// Asks a person about the other device; yes lets it in. With <see cref="PairingWay.Compare"/> it has to be there, and yes means that both screens show the same digits. With the other ways it may
    /// be there, for a device that asks before it trusts. The token is cancelled when the answer is no longer needed.
    /// </summary>
    public Func<PairingQuestion, CancellationToken, ValueTask<bool>>? Approve { get; set; }

    /// <summary>What the other device may do once it is trusted, as <see cref="TrustedPeer.Permissions"/>. Null (the default) for nothing beyond what needs no permission.</summary>
    public IReadOnlyList<string>? Permissions { get; set; }

    /// <summary>How long an invitation counts. Default <see cref="DefaultLifetime"/>.</summary>
    public TimeSpan Lifetime { get; set; } = DefaultLifetime;

    /// <summary>How long the other device may take for TLS and the proofs behind it, together; a device that joins gives each so long. 10 s unless told otherwise.</summary>
    public TimeSpan HandshakeDeadline { get; set; } = StreamSecurityOptions.DefaultHandshakeDeadline;

    /// <summary>How long the people at both devices may take to answer. Default <see cref="DefaultPersonDeadline"/>.</summary>
    public TimeSpan PersonDeadline { get; set; } = DefaultPersonDeadline;

    /// <summary>The port to invite at; 0 (the default) for any free one.</summary>
    public int Port { get; set; }

    /// <summary>The address to invite at, or null (the default) for all of this machine.</summary>
    public IPAddress? ListenAddress { get; set; }

    /// <summary>Whether an invitation is advertised in the local network, as <c>_peerproto-pair._tcp</c> under a random name. True unless told otherwise.</summary>
    public bool UseDiscovery { get; set; } = true;

    /// <summary>The name to advertise under, which everybody in the network can read; null (the default) for a random one.</summary>
    public string? InstanceName { get; set; }

    /// <summary>What advertises and finds invitations; null (the default) for what <see cref="PeerDiscovery.CreateDefault"/> makes. Not disposed.</summary>
    public IPeerDiscovery? Discovery { get; set; }

    /// <summary>What carries the pairing. TCP unless told otherwise.</summary>
    public ITransportProvider Transport { get; set; } = new TcpTransportProvider();

    /// <summary>The clock. The system unless told otherwise.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where is logged what no caller sees. Nowhere unless told otherwise.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    internal void Validate(PairingWay way)
    {
        if (!PairingCard.Fits(DisplayName))
            throw new ArgumentException($"The display name is longer than {PeerTrustStore.MaximumNameLength} characters or 255 bytes: shorten PairingOptions.DisplayName.");
        if (way == PairingWay.Compare && Approve is null)
            throw new ArgumentException("Somebody has to compare the digits: set PairingOptions.Approve.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Lifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HandshakeDeadline, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PersonDeadline, TimeSpan.Zero);
    }
}
