using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PeerProto.Networking;
using PeerProto.Pairing;
using PeerProto.Security.Exchanges;
using PeerProto.Security.Pairing;
using PeerProto.Sessions;

namespace PeerProto;

/// <summary>
/// An invitation of this device to pair. It counts once, for a while, and is withdrawn when it is disposed; until then those who come too late are told so. Safe for concurrent use.
/// </summary>
[SuppressMessage("Reliability", "CA2213", Justification = "The store and the identity are the caller's.")]
public sealed class PeerInvitation : IAsyncDisposable
{
    /// <summary>How many devices may be at it at the same time; more are turned away without a word.</summary>
    public const int MaximumPending = 16;

    /// <summary>How many of them may be at one address, so that one that opens many keeps nobody else out.</summary>
    public const int MaximumPendingPerAddress = 4;

    private readonly PairingOptions _options;
    private readonly ITransportListener _listener;
    private readonly PairingTerms _terms;
    private readonly InvitationGate _gate;
    private readonly PairingLink _link;
    private readonly ILogger _logger;
    private readonly IPeerDiscovery? _ownDiscovery;
    private readonly IServiceAdvertisement? _advertisement;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<TrustedPeer> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _answers = [];
    private readonly Task _accepting;
    private readonly Task _expiring;
    private readonly PendingConnections _pending;
    private bool _isClaimed;

    internal PeerInvitation(
        PeerIdentity identity, PeerTrustStore store, PairingOptions options, PairingTerms terms, InvitationGate gate, ITransportListener listener, string? passcode, PairingTicket? ticket,
        IPeerDiscovery? ownDiscovery, IServiceAdvertisement? advertisement)
    {
        _options = options;
        _terms = terms;
        _gate = gate;
        _listener = listener;
        _ownDiscovery = ownDiscovery;
        _advertisement = advertisement;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Pairing");
        _pending = new PendingConnections(MaximumPending, MaximumPendingPerAddress, options.TimeProvider, _logger);
        _link = new PairingLink(identity, store, options, terms, expected: null);
        Passcode = passcode;
        Ticket = ticket;
        _ = _completion.Task.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _accepting = AcceptAsync();
        _expiring = ExpireAsync();
    }

    /// <summary>How it pairs.</summary>
    public PairingWay Way => _terms.Way;

    /// <summary>Where it is reached. The address is a wildcard if it is all of this machine's.</summary>
    public PeerEndpoint LocalEndpoint => _listener.LocalEndpoint;

    /// <summary>The name it is advertised under, or null where it is not.</summary>
    public string? InstanceName => _advertisement?.InstanceName;

    /// <summary>The passcode to show, with <see cref="PairingWay.Passcode"/>; otherwise null.</summary>
    public string? Passcode { get; }

    /// <summary>The ticket to show, with <see cref="PairingWay.Ticket"/>; otherwise null.</summary>
    public PairingTicket? Ticket { get; }

    /// <summary>
    /// Completes with the device that has joined and is in the store now. Fails with <see cref="PeerConnectionException"/> when the invitation has expired or is void, and is cancelled when it was
    /// withdrawn. A device that fails does not end it.
    /// </summary>
    public Task<TrustedPeer> Completion => _completion.Task;

    /// <summary>Withdraws it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
            return;
        await _ending.CancelAsync();
        _completion.TrySetCanceled();
        if (_advertisement is not null)
            await _advertisement.DisposeAsync();
        if (_ownDiscovery is not null)
            await _ownDiscovery.DisposeAsync();
        await _listener.DisposeAsync();
        await _accepting;
        await _expiring;
        Task[] answers;
        lock (_lock)
            answers = [.. _answers];
        await Task.WhenAll(answers);
        _terms.Passcode?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                ITransportConnection connection = await _listener.AcceptAsync(_ending.Token);
                if (!_pending.TryEnter(connection.RemoteEndpoint))
                {
                    connection.Abort();
                    await connection.DisposeAsync();
                    continue;
                }

                Task answering = AnswerAsync(connection);
                lock (_lock)
                {
                    _answers.RemoveWhere(static answer => answer.IsCompleted);
                    _answers.Add(answering);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // it was withdrawn
        }
    }

    private async Task AnswerAsync(ITransportConnection connection)
    {
        await Task.Yield();
        try
        {
            TrustedPeer paired = await _link.AnswerAsync(connection, Claim, _ending.Token);
            _completion.TrySetResult(paired);
        }
        catch (PeerConnectionException failure)
        {
            PairingLog.Failed(_logger, connection.RemoteEndpoint, failure.Message);
        }
        catch (PeerStoreException failure)
        {
            _completion.TrySetException(failure);
        }
        catch (OperationCanceledException)
        {
            // it was withdrawn
        }
        catch (Exception failure)
        {
            PairingLog.Broken(_logger, connection.RemoteEndpoint, failure);
        }
        finally
        {
            await connection.DisposeAsync();
            _pending.Leave(connection.RemoteEndpoint);
            if (_gate.Voided.IsCompleted)
                _completion.TrySetException(PairingFailure.Void(null));
        }
    }

    /// <summary>Lets one device at a time get to the point where people are asked.</summary>
    private ExchangeResult Claim(bool wants)
    {
        lock (_lock)
        {
            if (!wants)
            {
                _isClaimed = false;
                return ExchangeResult.Proved;
            }

            if (_completion.Task.IsCompleted)
                return new ExchangeResult(_completion.Task.IsCompletedSuccessfully ? ExchangeEnd.Used : _gate.Voided.IsCompleted ? ExchangeEnd.Void : ExchangeEnd.Expired);
            if (_isClaimed)
                return ExchangeResult.Busy; // nothing has come of the other one so far
            _isClaimed = true;
            return ExchangeResult.Proved;
        }
    }

    private async Task ExpireAsync()
    {
        try
        {
            await Task.Delay(_options.Lifetime, _options.TimeProvider, _ending.Token);
            _completion.TrySetException(PairingFailure.Expired(null));
        }
        catch (OperationCanceledException)
        {
            // it was withdrawn
        }
    }
}
