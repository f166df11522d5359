using System.CommandLine;
using System.CommandLine.Parsing;
using PeerProto.Cli.Identity;

namespace PeerProto.Cli.Doctor;

/// <summary>What <c>peerproto doctor</c> accepts.</summary>
internal static class DoctorCommand
{
    private const double DefaultTimeoutSeconds = 60;

    private static readonly Argument<string> Endpoint = new("endpoint") { Description = "Where to, as tcp://host:port, ws://host:port or quic://host:port." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> Plain = new("--plain") { Description = "The other side uses PeerSecurity.None." };
    private static readonly Option<double> ConnectTimeout = new("--connect-timeout") { Description = "How many seconds the link may take to open.", DefaultValueFactory = static _ => 10 };
    private static readonly Option<string?> PasscodeFile = new("--passcode-file") { Description = "The other side uses PeerSecurity.Passcode; a file whose first line is the passcode." };
    private static readonly Option<bool> PasscodeInput = new("--passcode-stdin") { Description = "The same, with the passcode as the first line of the standard input." };
    private static readonly Option<string?> Proxy = new("--proxy")
    {
        Description = "A proxy to go through: host:port:user:password or host:port for HTTP, or http:// or socks5:// with user:password@host:port. Others on this machine can see it; see --proxy-file.",
    };

    private static readonly Option<string?> ProxyFile = new("--proxy-file") { Description = "A file whose first line is what --proxy would say." };
    private static readonly Option<string?> Identity = new("--identity") { Description = "A PKCS#12 file with the identity to show. Left out: a new one." };
    private static readonly Option<string?> Password = new("--password") { Description = "The password of the PKCS#12 file. Others on this machine can see it: rather use --password-file or --password-stdin." };
    private static readonly Option<string?> PasswordFile = new("--password-file") { Description = "A file whose first line is the password of the PKCS#12 file." };
    private static readonly Option<bool> PasswordInput = new("--password-stdin") { Description = "The password of the PKCS#12 file is the first line of the standard input." };

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
        Proxy.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ProxyEndpoint.TryParse(text, out _))
                result.AddError("That is no proxy. Write host:port:user:password, or http:// or socks5:// with user:password@host:port."); // the text stays out of it, since there may be a password in it
        });
        Command connect = new("connect", "Connects to a peer step by step, and tells what each step took or what stopped it.")
        {
            Endpoint, Json, Plain, ConnectTimeout, PasscodeFile, PasscodeInput, Proxy, ProxyFile, Identity, Password, PasswordFile, PasswordInput,
        };
        connect.Validators.Add(static result =>
        {
            OnlyOne(result, Plain, PasscodeFile, PasscodeInput);
            OnlyOne(result, Proxy, ProxyFile);
            OnlyOne(result, Password, PasswordFile, PasswordInput);
            OnlyOne(result, PasscodeInput, PasswordInput);
        });
        connect.SetAction(static (parsed, cancellationToken) => ConnectAsync(parsed, cancellationToken));
        return new Command("doctor", "Finds out why peers do not meet.") { connect };
    }

    private static void OnlyOne(CommandResult result, params Option[] options)
    {
        string[] given = [.. options.Where(option => result.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
        if (given.Length > 1)
            result.AddError($"Give one of {string.Join(" and ", given)}, not more.");
    }

    private static async Task<int> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(DefaultTimeoutSeconds)); // each stage has a deadline of its own; this is for those of all together
        IDoctorOutput output = parsed.GetValue(Json) ? new JsonDoctorOutput(Console.Out) : new LineDoctorOutput(Console.Out);
        try
        {
            using PeerIdentity? identity = parsed.GetValue(Identity) is { } path ? PeerIdentity.ImportPkcs12(await File.ReadAllBytesAsync(path, stop.Token), PasswordFrom(parsed)) : null;
            TimeSpan connectDeadline = TimeSpan.FromSeconds(parsed.GetValue(ConnectTimeout));
            ConnectionDoctor doctor = new(new ConnectionDoctorOptions
            {
                Transports = [new TcpTransportProvider(new TcpTransportOptions { ConnectDeadline = connectDeadline }), new QuicTransportProvider(new QuicTransportOptions { ConnectDeadline = connectDeadline })],
                Proxy = ProxyFrom(parsed),
                ProxyDeadline = connectDeadline,
                Security = SecurityFrom(parsed),
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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Nothing;
        }
    }

    private static PeerSecurity SecurityFrom(ParseResult parsed)
    {
        if (parsed.GetValue(Plain))
            return PeerSecurity.None;
        PasswordReader passcode = new(parsed.GetValue(PasscodeFile), parsed.GetValue(PasscodeInput), "passcode");
        return passcode.IsGiven ? PeerSecurity.Passcode(passcode.Read(isNew: false)) : PeerSecurity.Unverified;
    }

    private static ProxyEndpoint? ProxyFrom(ParseResult parsed)
    {
        string? text = parsed.GetValue(ProxyFile) is { } file ? new PasswordReader(file, fromInput: false, "proxy").Read(isNew: false) : parsed.GetValue(Proxy);
        return text is null ? null : ProxyEndpoint.Parse(text);
    }

    private static string PasswordFrom(ParseResult parsed)
    {
        PasswordReader password = new(parsed.GetValue(PasswordFile), parsed.GetValue(PasswordInput));
        return password.IsGiven ? password.Read(isNew: false) : parsed.GetValue(Password) ?? "";
    }
}
