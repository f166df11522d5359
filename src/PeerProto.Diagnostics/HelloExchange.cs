using System.Buffers;
using System.Security.Cryptography;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Diagnostics;

/// <summary>
/// The part of the protocol up to admission, over one link that is ready for frames. A link either asks, with the hello of a contract that nobody has, since some listeners say nothing before
/// they are told something; or it joins, with a hello that names the contract of the other side's.
/// </summary>
internal sealed class HelloExchange(Stream stream, SecuredLink secured, PeerKey? localKey, ProtocolTimings timings, TimeProvider timeProvider)
{
    private const string Name = "peerproto doctor";
    private const string NobodysContract = "doctor";
    private const int ReadBytes = 4096;
    private const int InstanceBytes = 8;

    private readonly long _origin = timeProvider.GetTimestamp();
    private byte[] _pending = [];
    private ConnectionMachine? _machine;
    private bool _saidHello;
    private OutboundBuffer _spare = new();

    private TimeSpan Now => timeProvider.GetElapsedTime(_origin);

    /// <summary>Gets the other side's hello.</summary>
    public Task<Hello> AskAsync(CancellationToken cancellationToken)
    {
        Start(new Hello { Contract = NobodysContract, ContractVersion = 1, Fingerprint = new byte[PeerContractDescriptor.FingerprintLength], Id = CreateId(), Instance = CreateInstance() });
        return WithinAsync(
            PeerDiagnosisCode.HelloTimedOut,
            async token =>
            {
                await WriteAsync(token);
                return await FindHelloAsync(token);
            },
            cancellationToken);
    }

    /// <summary>Becomes a peer of the other side for a moment.</summary>
    /// <param name="theirs">The other side's hello.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task JoinAsync(Hello theirs, CancellationToken cancellationToken)
    {
        Start(theirs with { WireVersion = Hello.CurrentWireVersion, Id = CreateId(), Instance = CreateInstance(), DisplayName = Name });
        await WithinAsync(PeerDiagnosisCode.AdmissionTimedOut, RunUntilReadyAsync, cancellationToken);
        _machine!.Close(CloseCode.None, "the doctor has seen enough", Now);
        try
        {
            await WriteAsync(cancellationToken);
        }
        catch (IOException)
        {
            // it has left first
        }

        _machine.Dispose();
        _spare.Dispose();
    }

    private void Start(Hello own) => _machine = new ConnectionMachine(
        new ConnectionSetup { IsInitiator = true, Local = own, Contract = new MirroredContract(own), RemoteKey = secured.RemoteKey, Timings = timings }, Now);

    private async Task<Hello> FindHelloAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadOnlySequence<byte> input = new(_pending);
            switch (FrameScanner.Scan(ref input, ProtocolLimits.MaximumHelloBytes, out FrameKind kind, out ReadOnlySequence<byte> body))
            {
                case FrameScan.Incomplete when !MayBecomeHello():
                    throw NoHello("the first bytes are those of another protocol");
                case FrameScan.Incomplete:
                    await ReadAsync(cancellationToken);
                    continue;
                case FrameScan.Frame when kind == FrameKind.Hello:
                    return HelloCodec.TryRead(body, out Hello? hello, out string error) ? hello! : throw NoHello(error);
                case FrameScan.Frame when IsProof(kind) && body.FirstSpan.StartsWith(HelloCodec.Magic):
                    throw ConnectionFailure.From(
                        new CloseInfo(CloseCode.SecurityMismatch, "the peer asks for a proof before the hello, as PeerSecurity.Passcode does", ByPeer: false),
                        wasReady: false, saidHello: false, secured, linkFailure: null);
                default:
                    throw NoHello("the first bytes are those of another protocol");
            }
        }
    }

    /// <summary>Whether what came so far can be the beginning of a hello, or of the proof that stands in its place with some securities: length, kind, magic.</summary>
    private bool MayBecomeHello()
    {
        if (!VarInt.TryRead(_pending, out _, out int prefix) || _pending.Length == prefix)
            return true;
        ReadOnlySpan<byte> rest = _pending.AsSpan(prefix + 1);
        int compared = Math.Min(rest.Length, HelloCodec.Magic.Length);
        return ((FrameKind)_pending[prefix] == FrameKind.Hello || IsProof((FrameKind)_pending[prefix])) && rest[..compared].SequenceEqual(HelloCodec.Magic[..compared]);
    }

    private static bool IsProof(FrameKind kind) => kind is >= FrameKind.Proof and <= FrameKind.Proof + 7;

    private async Task<bool> RunUntilReadyAsync(CancellationToken cancellationToken)
    {
        ConnectionMachine machine = _machine!;
        while (true)
        {
            bool isReady = false;
            ReadOnlySequence<byte> input = new(_pending);
            while (machine.HandleInput(ref input, Now, out ConnectionEvent change))
            {
                if (change.Kind == ConnectionEventKind.DecisionNeeded)
                    machine.Admit();
                isReady |= change.Kind == ConnectionEventKind.Ready;
            }

            _pending = input.ToArray();
            _saidHello = machine.Remote is not null;
            await WriteAsync(cancellationToken);
            if (isReady)
                return true;
            if (machine.Phase is ConnectionPhase.Closed or ConnectionPhase.Closing)
                throw ConnectionFailure.From(machine.CloseInfo!, wasReady: false, _saidHello, secured, linkFailure: null);
            await ReadAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        OutboundBuffer filled = _machine!.ExchangeOutput(_spare);
        await stream.WriteAsync(filled.WrittenMemory, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        filled.Clear();
        _spare = filled;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[ReadBytes];
        int count = await stream.ReadAsync(buffer, cancellationToken);
        if (count == 0)
            throw Ended(null);
        _pending = [.. _pending, .. buffer.AsSpan(0, count)];
    }

    private async Task<T> WithinAsync<T>(PeerDiagnosisCode late, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(timings.Hello, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await work(ending.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            bool saidHello = late == PeerDiagnosisCode.AdmissionTimedOut;
            throw new PeerConnectionException(
                saidHello ? ConnectionStage.Admission : ConnectionStage.Hello,
                PeerErrorCode.TimedOut,
                saidHello ? "the peer did not take the connection in time" : "the peer did not say hello in time",
                "Check that a PeerProto app listens there and that both sides use the same security",
                diagnosis: late);
        }
        catch (IOException failure)
        {
            throw Ended(failure);
        }
    }

    private PeerConnectionException Ended(Exception? failure) =>
        ConnectionFailure.From(new CloseInfo(CloseCode.LinkLost, "", ByPeer: true), wasReady: false, saidHello: _saidHello, secured, failure);

    private PeerConnectionException NoHello(string error) =>
        ConnectionFailure.From(new CloseInfo(CloseCode.ProtocolViolation, error, ByPeer: false), wasReady: false, saidHello: false, secured, linkFailure: null);

    private static string CreateInstance() => RandomNumberGenerator.GetHexString(2 * InstanceBytes, lowercase: true);

    private PeerId CreateId()
    {
        if (localKey is not null)
            return PeerId.FromKey(localKey);
        Span<byte> bytes = stackalloc byte[PeerId.Length];
        RandomNumberGenerator.Fill(bytes);
        return new PeerId(bytes);
    }
}
