using System.CommandLine;

namespace PeerProto.Cli.Identity;

/// <summary>What <c>peerproto identity</c> accepts.</summary>
internal static class IdentityCommand
{
    private const int MaximumDays = 36_500;

    private static readonly Argument<string> StoreFile = new("file") { Description = "The file that holds the identity, for its owner only." };
    private static readonly Argument<string> AnyFile = new("file") { Description = "A file that holds an identity, or a PKCS#12 file." };
    private static readonly Argument<string> Source = new("source") { Description = "The PKCS#12 or PEM file to read." };
    private static readonly Argument<string> Target = new("target") { Description = "The file to write." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file that is there." };
    private static readonly Option<bool> Qr = new("--qr") { Description = "Draw the fingerprint as a QR code." };
    private static readonly Option<int?> Days = new("--days") { Description = "How long the certificate is valid. Left out: without end. Apple's systems take at most 825 where they judge by themselves." };
    private static readonly Option<string[]> Names = new("--name") { Description = "A DNS name for the certificate. May come several times.", DefaultValueFactory = static _ => [] };
    private static readonly Option<IdentityFormat> Format = new("--format") { Description = "What to write.", DefaultValueFactory = static _ => IdentityFormat.Modern };
    private static readonly Option<string?> PasswordFile = new("--password-file") { Description = "A file whose first line is the password. Left out: you are asked." };
    private static readonly Option<bool> PasswordInput = new("--password-stdin") { Description = "The password is the first line of the standard input." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Days.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MaximumDays)
                result.AddError($"A certificate is valid for 1 to {MaximumDays} days.");
        });
        Command make = new("new", "Makes an identity.") { StoreFile, Force, Days, Names, Qr, Json };
        make.SetAction(static parsed => Verb(parsed).New(
            parsed.GetValue(StoreFile)!,
            parsed.GetValue(Force),
            new PeerCertificateOptions { Validity = parsed.GetValue(Days) is { } days ? TimeSpan.FromDays(days) : null, Names = parsed.GetValue(Names) ?? [] }));
        Command show = new("show", "Shows an identity, or how a PKCS#12 file was made.") { AnyFile, PasswordFile, PasswordInput, Qr, Json };
        show.SetAction(static parsed => Verb(parsed).Show(parsed.GetValue(AnyFile)!, Passwords(parsed).IsGiven));
        Command export = new("export", "Writes an identity for other programs.") { StoreFile, Target, Format, Force, PasswordFile, PasswordInput, Json };
        export.SetAction(static parsed => Verb(parsed).Export(parsed.GetValue(StoreFile)!, parsed.GetValue(Target)!, parsed.GetValue(Format), parsed.GetValue(Force)));
        Command import = new("import", "Reads an identity of another program.") { Source, StoreFile, Force, PasswordFile, PasswordInput, Qr, Json };
        import.SetAction(static parsed => Verb(parsed).Import(parsed.GetValue(Source)!, parsed.GetValue(StoreFile)!, parsed.GetValue(Force)));
        return new Command("identity", "Makes, shows and converts the identities of peers.") { make, show, export, import };
    }

    private static IdentityVerb Verb(ParseResult parsed)
    {
        IIdentityOutput output = parsed.GetValue(Json) ? new JsonIdentityOutput(Console.Out) : new LineIdentityOutput(Console.Out, Console.Error, parsed.GetValue(Qr));
        return new IdentityVerb(output, Passwords(parsed).Read);
    }

    private static PasswordReader Passwords(ParseResult parsed) => new(parsed.GetValue(PasswordFile), parsed.GetValue(PasswordInput));
}
