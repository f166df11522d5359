using System.CommandLine;

namespace PeerProto.Cli.Doctor;

/// <summary>What <c>peerproto doctor</c> accepts.</summary>
internal static class DoctorCommand
{
    private const double DefaultTimeoutSeconds = 60;

    private static readonly Argument<string> Endpoint = new("endpoint") { Description = "Where to, as tcp://host:port, ws://host:port or quic://host:port." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> Plain = new("--plain") { Description = "The other side uses PeerSecurity.None." };
    private static readonly Option<double> ConnectTimeout = new("--connect-timeout") { Description = "How many seconds the link may take to open.", DefaultValueFactory = static _ => 10 };
    private static readonly Option<string?> Identity = new("--identity") { Description = "A PKCS#12 file with the identity to show. Left out: a new one." };
    private static readonly Option<string?> Password = new("--password") { Description = "The password of the PKCS#12 file." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Endpoint.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !PeerEndpoint.TryParse(text, out _))
                result.AddError($"'{text}' is not an endpoint. Write it like tcp://192.0.2.7:4711.");
        });
        ConnectTimeout.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= DefaultTimeoutSeconds))
                result.AddError($"The time to connect is more than 0 and at most {DefaultTimeoutSeconds} seconds.");
        });
        Command connect = new("connect", "Connects to a peer step by step, and tells what each step took or what stopped it.") { Endpoint, Json, Plain, ConnectTimeout, Identity, Password };
        connect.SetAction(static (parsed, cancellationToken) => ConnectAsync(parsed, cancellationToken));
        return new Command("doctor", "Finds out why peers do not meet.") { connect };
    }

    private static async Task<int> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(DefaultTimeoutSeconds)); // each stage has a deadline of its own; this is for those of all together
        IDoctorOutput output = parsed.GetValue(Json) ? new JsonDoctorOutput(Console.Out) : new LineDoctorOutput(Console.Out);
        try
        {
            using PeerIdentity? identity = parsed.GetValue(Identity) is { } path
                ? PeerIdentity.ImportPkcs12(await File.ReadAllBytesAsync(path, stop.Token), parsed.GetValue(Password) ?? "")
                : null;
            TimeSpan connectDeadline = TimeSpan.FromSeconds(parsed.GetValue(ConnectTimeout));
            ConnectionDoctor doctor = new(new ConnectionDoctorOptions
            {
                Transports = [new TcpTransportProvider(new TcpTransportOptions { ConnectDeadline = connectDeadline }), new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = connectDeadline })],
                Security = parsed.GetValue(Plain) ? PeerSecurity.None : PeerSecurity.Unverified,
                Identity = identity,
            });
            return await new DoctorVerb(doctor, output).ConnectAsync(PeerEndpoint.Parse(parsed.GetValue(Endpoint)!), stop.Token);
        }
        catch (PeerIdentityException failure)
        {
            ConnectionReport report = new(PeerEndpoint.Parse(parsed.GetValue(Endpoint)!), [new ConnectionStageReport(failure.Diagnosis.Stage, TimeSpan.Zero, "", failure.Diagnosis)]);
            output.Write(report.Stages[0]);
            output.Write(report);
            return ExitCodes.Nothing;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Nothing;
        }
    }
}
