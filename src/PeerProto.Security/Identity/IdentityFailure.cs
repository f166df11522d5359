namespace PeerProto.Security.Identity;

/// <summary>The one place that words why an identity cannot be used.</summary>
internal static class IdentityFailure
{
    public static PeerIdentityException KeyMismatch() => new(
        PeerDiagnosisCode.IdentityKeyMismatch,
        "The private key does not fit the certificate",
        "Export the certificate together with the key that it was made for");

    public static PeerIdentityException KeyUnsuitable(string what) => new(
        PeerDiagnosisCode.IdentityKeyUnsuitable,
        $"The identity has {what}",
        "Use an elliptic key on P-256, P-384 or P-521, or an RSA key of 2048 to 8192 bits: 'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=peer -days 825 -keyout key.pem -out certificate.pem' makes one");

    public static PeerIdentityException WithoutKey(string where) => new(
        PeerDiagnosisCode.IdentityWithoutPrivateKey, $"{where} holds a certificate and no private key", "Export certificate and key together");

    public static PeerIdentityException WithoutCertificate() => new(
        PeerDiagnosisCode.IdentityUnreadable,
        "The PEM text holds no certificate",
        "Put the blocks 'CERTIFICATE' and 'PRIVATE KEY' into one text");

    public static PeerIdentityException PasswordNeeded() => new(
        PeerDiagnosisCode.IdentityPasswordWrong,
        "The private key in the PEM text is encrypted, and no password was given",
        "Give the password");

    public static PeerIdentityException PemPasswordWrong(Exception failure) => new(
        PeerDiagnosisCode.IdentityPasswordWrong,
        "The private key in the PEM text does not open with this password",
        "Check the password; if it is right, the text was changed after it was written",
        failure);

    public static PeerIdentityException OldPem() => new(
        PeerDiagnosisCode.IdentityFormUnsupported,
        "The private key in the PEM text is encrypted in OpenSSL's old way ('Proc-Type: 4,ENCRYPTED')",
        "Convert it with 'openssl pkcs8 -topk8 -in old.pem -out key.pem'");

    public static PeerIdentityException TooMuchWork(string where, string how) => new(
        PeerDiagnosisCode.IdentityFormUnsupported,
        $"{where} asks for more work than is safe ({how})",
        "Export it again with fewer rounds: 600,000 are enough for any password");

    public static PeerIdentityException PemUnreadable(string what, Exception? failure = null) => new(
        PeerDiagnosisCode.IdentityUnreadable,
        $"The PEM text cannot be read ({what})",
        "Check that the text is whole, from the first '-----BEGIN' to the last '-----END'",
        failure);
}
