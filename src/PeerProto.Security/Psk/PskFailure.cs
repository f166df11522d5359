using Org.BouncyCastle.Tls;
using PeerProto.Security.Tls;

namespace PeerProto.Security.Psk;

/// <summary>The one place that turns what went wrong with a pre-shared key into cause and remedy.</summary>
internal static class PskFailure
{
    private const string SameSecurity = "Give both sides PeerSecurity.PreSharedKey";

    /// <summary>What a failed handshake was about.</summary>
    public static PeerConnectionException OfHandshake(SecurityContext context, PskSettings settings, PskHandshake handshake, HandshakeWitness witness, bool isClient, IOException failure)
    {
        if (witness.SawOtherProtocol)
            return TlsFailure.NotTls(context, witness.FirstBytes, failure);
        short? alert = handshake.AlertReceived ?? handshake.AlertSent;
        return handshake.Refusal switch
        {
            PskRefusal.UnknownIdentity => UnknownHere(context, handshake.NamedIdentity, failure),
            PskRefusal.NoPreSharedKey => NotUsed(context, failure),
            PskRefusal.NoForwardSecrecy => NoForwardSecrecy(context, failure),
            _ when handshake.WasGivenUp => TlsFailure.Lost(context, failure),
            _ => alert switch
            {
                AlertDescription.unknown_psk_identity => UnknownThere(context, settings.Own.Identity, failure),
                AlertDescription.no_application_protocol => TlsFailure.AlpnRefused(context, failure),
                AlertDescription.insufficient_security when handshake.AlertReceived is not null => NoForwardSecrecyHere(context, failure),
                _ when handshake.HasIdentity && IsOfWrongKey(alert) => WrongKey(context, isClient ? settings.Own.Identity : handshake.NamedIdentity, failure),
                AlertDescription.decrypt_error or AlertDescription.bad_record_mac or AlertDescription.illegal_parameter when isClient && handshake.AlertReceived is not null =>
                    WrongKey(context, settings.Own.Identity, failure),
                AlertDescription.handshake_failure or AlertDescription.missing_extension or AlertDescription.protocol_version when handshake.AlertReceived is not null =>
                    NotTaken(context, settings.Own.Identity, failure),
                null when failure is TlsFatalAlert => TlsFailure.HandshakeFailed(context, failure),
                null => TlsFailure.Lost(context, failure),
                { } other => TlsFailure.HandshakeFailed(context, new IOException($"TLS alert {AlertDescription.GetText(other)}", failure)),
            },
        };
    }

    /// <summary>What was wrong with a record after the handshake.</summary>
    public static IOException OfRecord(IOException failure) => failure switch
    {
        TlsFatalAlertReceived received => new IOException($"The other side ended the connection with the TLS alert {AlertDescription.GetText(received.AlertDescription)}.", failure),
        TlsFatalAlert found => new IOException($"The other side sent a TLS record that is not in order ({AlertDescription.GetText(found.AlertDescription)}).", failure),
        _ => failure,
    };

    private static bool IsOfWrongKey(short? alert) =>
        alert is AlertDescription.decrypt_error or AlertDescription.bad_record_mac or AlertDescription.decryption_failed or AlertDescription.illegal_parameter;

    private static PeerConnectionException UnknownHere(SecurityContext context, string? identity, IOException failure) => Of(
        PeerErrorCode.PeerNotTrusted,
        PeerDiagnosisCode.PreSharedKeyUnknown,
        $"{context.RemoteEndpoint} names the pre-shared key '{identity}', which is not known here",
        $"{SameSecurity} with the same identity, or add its key to PreSharedKeyOptions.AlsoAccepted",
        failure);

    private static PeerConnectionException UnknownThere(SecurityContext context, string identity, IOException failure) => Of(
        PeerErrorCode.PeerNotTrusted,
        PeerDiagnosisCode.PreSharedKeyUnknown,
        $"{context.RemoteEndpoint} does not know the pre-shared key '{identity}'",
        $"{SameSecurity} with the same identity, letter by letter",
        failure);

    private static PeerConnectionException WrongKey(SecurityContext context, string? identity, IOException failure) => Of(
        PeerErrorCode.PeerNotTrusted,
        PeerDiagnosisCode.PreSharedKeyWrong,
        $"{context.RemoteEndpoint} and this side have different secrets under the name '{identity}'",
        "Compare how both sides get their secret: the same bytes, not their text; if this side's is right, somebody tries to get in without knowing it",
        failure);

    private static PeerConnectionException NotUsed(SecurityContext context, IOException failure) => Of(
        PeerErrorCode.PeerNotIdentified,
        PeerDiagnosisCode.NoPreSharedKey,
        $"{context.RemoteEndpoint} speaks TLS without a pre-shared key",
        $"{SameSecurity}: the other one uses certificates, or other cipher suites than AES-GCM and ChaCha20-Poly1305",
        failure);

    private static PeerConnectionException NotTaken(SecurityContext context, string identity, IOException failure) => Of(
        PeerErrorCode.PeerNotIdentified,
        PeerDiagnosisCode.NoPreSharedKey,
        $"{context.RemoteEndpoint} speaks TLS without a pre-shared key, or without one that is named '{identity}' and goes with this side's cipher suites",
        $"{SameSecurity} with the same identity",
        failure);

    private static PeerConnectionException NoForwardSecrecy(SecurityContext context, IOException failure) => Of(
        PeerErrorCode.HandshakeFailed,
        PeerDiagnosisCode.TlsFailed,
        $"{context.RemoteEndpoint} has no pre-shared key with forward secrecy, which this side requires",
        "Let the other side use TLS 1.3 or ECDHE_PSK; if it cannot, as on Apple's Network framework, set PreSharedKeyOptions.RequireForwardSecrecy to false",
        failure);

    private static PeerConnectionException NoForwardSecrecyHere(SecurityContext context, IOException failure) => Of(
        PeerErrorCode.HandshakeFailed,
        PeerDiagnosisCode.TlsFailed,
        $"{context.RemoteEndpoint} requires more than this side offers (TLS alert insufficient_security)",
        "Compare the cipher suites of both sides",
        failure);

    private static PeerConnectionException Of(PeerErrorCode code, PeerDiagnosisCode diagnosis, string cause, string remedy, IOException failure) =>
        new(ConnectionStage.Tls, code, cause, remedy, failure, diagnosis);
}
