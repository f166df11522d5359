namespace PeerProto.Apple;

/// <summary>Reads what eapol_test or wpa_supplicant print, and tells what a Mac would have called it. For profiles that were converted by <see cref="WpaSupplicantConfig"/> and tried.</summary>
public static class WpaSupplicantLog
{
    /// <summary>How many characters of a text are read.</summary>
    public const int MaximumTextLength = 4 * 1024 * 1024;

    private const string StatusDomain = "EAPClientStatus";
    private const string CertificateError = "CTRL-EVENT-EAP-TLS-CERT-ERROR reason=";
    private const int MaximumEvidence = 300;

    // wpa_supplicant's tls_fail_reason -> EAPClientStatus
    private static readonly Dictionary<string, int> Reasons = new(StringComparer.Ordinal)
    {
        ["1"] = 10, // untrusted
        ["3"] = 13, // not yet valid
        ["4"] = 12, // expired
        ["2"] = 6, ["5"] = 6, ["6"] = 6, ["7"] = 6, ["9"] = 6, ["10"] = 6, // revoked, bad, or another server's name
    };

    /// <summary>Finds how it ended.</summary>
    /// <param name="text">The output, of one authentication; only the first <see cref="MaximumTextLength"/> characters are read.</param>
    /// <returns>The outcome; null where the output does not tell.</returns>
    public static WpaSupplicantOutcome? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? end = null;
        string? refused = null;
        bool hasMethod = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan(0, Math.Min(text.Length, MaximumTextLength)).EnumerateLines())
        {
            if (line.IndexOf(CertificateError, StringComparison.Ordinal) is >= 0 and int place)
            {
                ReadOnlySpan<char> reason = line[(place + CertificateError.Length)..];
                return Outcome(Reasons.GetValueOrDefault(reason[..IndexOfEnd(reason)].ToString(), 6), line.ToString());
            }

            if (Contains(line, "CTRL-EVENT-EAP-SUCCESS") || line is "SUCCESS")
                return Outcome(0, line.ToString());
            hasMethod |= Contains(line, "CTRL-EVENT-EAP-METHOD");
            if (Contains(line, "EAP-MSCHAPV2: error") || Contains(line, "failure message"))
                refused ??= line.ToString();
            if (Contains(line, "CTRL-EVENT-EAP-FAILURE") || line is "FAILURE")
                end ??= line.ToString();
        }

        return refused is not null ? Outcome(1, refused) : end is null ? null : Outcome(hasMethod ? 1 : 5, end);
    }

    private static bool Contains(ReadOnlySpan<char> line, string words) => line.Contains(words, StringComparison.Ordinal);

    private static int IndexOfEnd(ReadOnlySpan<char> reason) => reason.IndexOfAnyExceptInRange('0', '9') is >= 0 and int end ? end : reason.Length;

    private static WpaSupplicantOutcome Outcome(int status, string evidence) =>
        new(status, AppleErrors.Find(StatusDomain, status), evidence.Trim() is { Length: > MaximumEvidence } longer ? longer[..MaximumEvidence] : evidence.Trim());
}
