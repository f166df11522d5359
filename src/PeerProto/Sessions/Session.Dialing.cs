namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    /// <summary>How long a connection has to last so that the pauses behind it begin anew.</summary>
    private static readonly TimeSpan SteadyTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan SecondMoverDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long an attempt is under way before a network that comes back makes a new one worth more than its outcome.</summary>
    private static readonly TimeSpan StaleAttempt = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Keeps a connection to somebody who was found. Of two announced sides the one with the smaller instance name connects at once, the other only if that does not come about in a while, so that
    /// both seldom connect at the same time.
    /// </summary>
    private async Task DialWhileFoundAsync(FoundPeer found, CancellationToken stopping)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(found.Gone.Token, stopping);
        CancellationToken gone = ending.Token;
        bool isFirstMover = IsFirstMover(found.Candidate);
        RetryDelay delay = new(NextJitter);
        try
        {
            while (true)
            {
                await WhenWantedAsync(true, gone);
                await WhenWorthDialingAsync(found, gone);
                if (!isFirstMover)
                    await WaitForAsync(found, present: true, SecondMoverDelay, gone);
                if (found.IsLetGo)
                    return; // it came and was let go meanwhile
                long began = _options.TimeProvider.GetTimestamp();
                Task returned = WorthTrying;
                Task changed = found.Changed;
                (string trouble, bool isFinal) = IsConnected(found) ? ("", false) : await TryDialAsync(found, gone);
                if (isFinal)
                {
                    SessionLog.DialGivenUp(_logger, found.Candidate, trouble);
                    await changed.WaitHereAsync(gone); // something else is said of it now
                    continue;
                }

                await WaitForAsync(found, present: false, Timeout.InfiniteTimeSpan, gone);
                if (found.IsLetGo)
                    return;

                // A connection that did not last counts like one that did not come about, so that two sides that fail each other do not do it without a pause.
                if (trouble.Length == 0 && _options.TimeProvider.GetElapsedTime(began) >= SteadyTime)
                    delay.Reset();
                TimeSpan wait = delay.Next();
                if (trouble.Length > 0)
                    SessionLog.DialFailed(_logger, found.Candidate, wait, trouble);
                if (await WaitForAsync(found, present: true, wait, gone, returned))
                    delay.Reset();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // nobody tells of it any more, enough peers are there, or the session ends
        }
    }

    /// <summary>Whether this side connects first. One that is not announced may not know of this side, so that nothing is gained by waiting for it.</summary>
    private bool IsFirstMover(PeerCandidate candidate)
    {
        string own = Volatile.Read(ref _announcedName) is { Length: > 0 } announced ? announced : _hello.Instance;
        return candidate.InstanceNames is not [var name, ..] || string.CompareOrdinal(own, name) < 0;
    }

    private bool IsConnected(FoundPeer found) => Array.Exists(Roster.Snapshot, found.IsPeer<TContract>);

    /// <summary>Waits until it may be a trusted peer, and the app chooses it.</summary>
    private async Task WhenWorthDialingAsync(FoundPeer found, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task worthTrying = WorthTrying;
            Task changed = found.Changed;
            PeerCandidate candidate = found.Candidate;
            if (MayBeTrusted(candidate) && IsChosen(candidate))
                return;
            await SchedulerWaits.WhenAnyHereAsync(cancellationToken, worthTrying, changed);
        }
    }

    private bool IsChosen(PeerCandidate candidate)
    {
        try
        {
            return _options.ShouldConnect is not { } choose || choose(candidate);
        }
        catch (Exception failure)
        {
            SessionLog.ChoiceFailed(_logger, candidate, failure);
            return false;
        }
    }

    /// <summary>Connects to somebody who was found.</summary>
    /// <returns>What stood in the way, or nothing; and whether it will as long as both sessions live.</returns>
    private async Task<(string Trouble, bool IsFinal)> TryDialAsync(FoundPeer found, CancellationToken cancellationToken)
    {
        PeerCandidate candidate = found.Candidate;
        try
        {
            Peer<TContract> answered = await DialAfreshAsync(candidate, cancellationToken);
            found.Note(answered);
            if (answered is SessionPeer<TContract> { IsLetGo: true } gone && LetsGo(found, gone))
                found.IsLetGo = true; // before it was known who it is
            return (IsConnected(found) ? "" : $"{answered} answers there under another instance name", false);
        }
        catch (PeerConnectionException failure) when (failure.Code == PeerErrorCode.ContractMismatch && _txt.SaysAnotherShape(candidate.Txt))
        {
            return (failure.Message, true); // it says so itself, so it is not another one that answers at an address of its
        }
        catch (PeerConnectionException failure) when (failure.Diagnosis.Code is PeerDiagnosisCode.PasscodeWrong or PeerDiagnosisCode.PasscodeRequired)
        {
            return (failure.Message, true); // no session changes its passcode, and each attempt would let whatever answers there guess once more
        }
        catch (PeerConnectionException failure) when (failure.Diagnosis.Code == PeerDiagnosisCode.ConnectedToItself)
        {
            return (failure.Message, true); // a list of the whole group holds its reader too
        }
        catch (PeerConnectionException failure)
        {
            if (failure.Stage <= ConnectionStage.Connect)
                await ReconfirmAsync(candidate, cancellationToken);
            return (failure.Message, false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return (failure.Message, false); // whatever it is, the next try may fare better
        }
    }

    /// <summary>Has the sources look whether one that cannot be reached is still there.</summary>
    private async Task ReconfirmAsync(PeerCandidate candidate, CancellationToken cancellationToken)
    {
        try
        {
            await _source!.ReconfirmAsync(candidate, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // it is as before; a source that works no more says so by its state
        }
    }

    /// <summary>Connects, and begins anew when the network comes back while the attempt is under way: packets that were lost are sent again only after seconds.</summary>
    private async Task<Peer<TContract>> DialAfreshAsync(PeerCandidate candidate, CancellationToken cancellationToken)
    {
        while (true)
        {
            using CancellationTokenSource stale = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task returned = WorthTrying;
            long began = _options.TimeProvider.GetTimestamp();
            Task<Peer<TContract>> attempt = DialAsync(candidate.Endpoints, candidate.Key, stale.Token);
            await SchedulerWaits.WhenAnyHereAsync(attempt, returned);
            if (attempt.IsCompleted || _options.TimeProvider.GetElapsedTime(began) < StaleAttempt)
                return await attempt;
            await stale.CancelHereAsync();
            try
            {
                return await attempt;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // begin anew
            }
        }
    }

    /// <summary>Waits until somebody who was found is connected, or is not, at most for a time, or until something else happens.</summary>
    /// <returns>Whether that happened.</returns>
    private async Task<bool> WaitForAsync(FoundPeer found, bool present, TimeSpan atMost, CancellationToken cancellationToken, Task? other = null)
    {
        using CancellationTokenSource deadline = new(atMost, _options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (true)
            {
                Task changed = Roster.Changed;
                if (IsConnected(found) == present)
                    return false;
                if (other is { IsCompleted: true })
                    return true;
                await (other is null ? changed.WaitHereAsync(ending.Token) : SchedulerWaits.WhenAnyHereAsync(ending.Token, changed, other));
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false; // long enough
        }
    }
}
