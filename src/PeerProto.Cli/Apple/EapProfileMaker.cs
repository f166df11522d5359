using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>Makes a profile from what was asked for.</summary>
/// <param name="readPassword">Gets the user's password; null leaves it out.</param>
/// <param name="readIdentityPassword">Gets the password of the identity; null leaves it out.</param>
internal sealed class EapProfileMaker(Func<string>? readPassword, Func<string>? readIdentityPassword)
{
    private const int MaximumCertificateBytes = 1024 * 1024;

    /// <summary>Makes it.</summary>
    /// <exception cref="IOException">A file or password cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">A file holds no certificate.</exception>
    public ConfigurationProfile Make(EapProfileRequest request)
    {
        List<ProfilePayload> payloads = [];
        List<string> anchors = [];
        foreach (string file in request.RootFiles)
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPemOrDer(ReadSmall(file));
            foreach (X509Certificate2 certificate in certificates)
            {
                CertificatePayload root = CertificatePayload.Root($"{request.Identifier}.root{(anchors.Count == 0 ? "" : $"{anchors.Count + 1}")}", certificate) with { FileName = Path.GetFileName(file) };
                payloads.Add(root);
                anchors.Add(root.Uuid);
                certificate.Dispose();
            }
        }

        CertificatePayload? identity = request.IdentityFile is { } identityFile
            ? CertificatePayload.Identity($"{request.Identifier}.identity", ReadSmall(identityFile), readIdentityPassword?.Invoke()) with { FileName = Path.GetFileName(identityFile) }
            : null;
        if (identity is not null)
            payloads.Add(identity);
        bool isFast = request.Types.Contains(EapType.Fast);
        EapConfiguration eap = new()
        {
            AcceptedTypes = request.Types,
            UserName = request.User,
            UserPassword = readPassword?.Invoke(),
            OuterIdentity = request.OuterIdentity,
            AnchorUuids = anchors,
            TrustedServerNames = request.Servers,
            InnerAuthentication = request.Inner,
            UsesPac = isFast ? true : null,
            ProvisionsPac = isFast ? true : null,
        };
        if (request.Ethernet is { } ethernet)
            payloads.Add(new EthernetPayload { Identifier = $"{request.Identifier}.ethernet", DisplayName = request.Name, Interface = ethernet, Eap = eap, IdentityUuid = identity?.Uuid, SetupModes = request.Modes });
        if (request.Ssid is { } ssid)
            payloads.Add(new WiFiPayload { Identifier = $"{request.Identifier}.wifi", DisplayName = request.Name, Ssid = ssid, Encryption = request.Encryption, Eap = eap, IdentityUuid = identity?.Uuid, SetupModes = request.Modes });
        return new ConfigurationProfile
        {
            Identifier = request.Identifier,
            DisplayName = request.Name,
            Organization = request.Organization,
            Scope = request.Modes.Count > 0 ? ProfileScope.System : ProfileScope.User,
            Payloads = payloads,
        };
    }

    private static byte[] ReadSmall(string file) => new FileInfo(file).Length <= MaximumCertificateBytes ? File.ReadAllBytes(file) : throw new IOException($"{file} is too long for a certificate.");
}
