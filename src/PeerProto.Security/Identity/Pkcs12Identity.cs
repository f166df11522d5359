using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PeerProto.Security.Identity;

/// <summary>Identities as PKCS#12, and why one cannot be read.</summary>
internal static class Pkcs12Identity
{
    private const int Iterations = 200_000;
    private const int WrongPassword = unchecked((int)0x80070056); // ERROR_INVALID_PASSWORD, on every system

    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MacIterationLimit = 1_000_000,
        IndividualKdfIterationLimit = 1_000_000,
        TotalKdfIterationLimit = 3_000_000,
        MaxCertificates = 64,
        MaxKeys = 8,
    };

    public static X509Certificate2 Read(ReadOnlySpan<byte> data, ReadOnlySpan<char> password)
    {
        Pkcs12Inspection form = Inspect(data);
        if (form.MaximumIterations > Limits.IndividualKdfIterationLimit)
            throw IdentityFailure.TooMuchWork("The PKCS#12 file", form.ToString());
        X509Certificate2 certificate = Load(data, password, form);
        try
        {
            if (!certificate.HasPrivateKey)
                throw IdentityFailure.WithoutKey($"The PKCS#12 file ({form})");
            IdentityKey.Check(certificate);
            return certificate;
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    public static byte[] Write(X509Certificate2 certificate, string password, Pkcs12Format format) => format switch
    {
        Pkcs12Format.Modern => certificate.ExportPkcs12(new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations), password),
        Pkcs12Format.Legacy => certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1, password),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static Pkcs12Inspection Inspect(ReadOnlySpan<byte> data)
    {
        byte[] copy = data.ToArray();
        try
        {
            return Pkcs12Inspection.TryInspect(copy, out Pkcs12Inspection? form)
                ? form
                : throw new PeerIdentityException(
                    PeerDiagnosisCode.IdentityUnreadable,
                    data.StartsWith("-----BEGIN"u8) ? "The data is PEM text and no PKCS#12 file" : "The data is no PKCS#12 file, or a damaged one",
                    data.StartsWith("-----BEGIN"u8) ? "Read it with PeerIdentity.ImportPem" : "Check that the file is whole: 'openssl pkcs12 -info -noout -in FILE' looks at it too");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy); // it may be one without encryption
        }
    }

    private static X509Certificate2 Load(ReadOnlySpan<byte> data, ReadOnlySpan<char> password, Pkcs12Inspection form)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(data, password, X509KeyStorageFlags.Exportable, Limits);
        }
        catch (Pkcs12LoadLimitExceededException failure)
        {
            throw IdentityFailure.TooMuchWork("The PKCS#12 file", failure.Message.TrimEnd('.'));
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw Explain(form, failure);
        }
    }

    private static PeerIdentityException Explain(Pkcs12Inspection form, Exception failure)
    {
        string convert = $"convert it with '{form.GetConversionCommand(Pkcs12Format.Modern)}'";
        if (form.Style == Pkcs12Style.Unknown)
        {
            return new PeerIdentityException(
                PeerDiagnosisCode.IdentityFormUnsupported, $"The PKCS#12 file was made {form}", $"If OpenSSL reads it, {convert}", failure);
        }

        return failure.HResult == WrongPassword
            ? new PeerIdentityException(
                PeerDiagnosisCode.IdentityPasswordWrong,
                $"The password does not open the PKCS#12 file, which was made in {form}",
                $"Check the password; if it is right, the file was changed after it was made. If OpenSSL opens it, {convert}",
                failure)
            : new PeerIdentityException(
                PeerDiagnosisCode.IdentityUnreadable,
                $"The PKCS#12 file, made in {form}, cannot be read ({failure.Message.TrimEnd('.')})",
                $"The file is damaged, or this system lacks the algorithm. If OpenSSL reads it, {convert}",
                failure);
    }
}
