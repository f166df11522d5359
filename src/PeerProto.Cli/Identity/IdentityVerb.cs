using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Cli.Identity;

/// <summary>The verbs of <c>peerproto identity</c>, without console.</summary>
/// <param name="output">Where facts go.</param>
/// <param name="readPassword">Asks for a password; true where it is a new one.</param>
internal sealed class IdentityVerb(IIdentityOutput output, Func<bool, string> readPassword)
{
    private const int MaximumFileBytes = 1024 * 1024;

    /// <summary>Makes an identity in a file.</summary>
    public int New(string file, bool force, PeerCertificateOptions options) => Attempt(() =>
    {
        using PeerIdentity identity = PeerIdentity.Create(options);
        Put(file, identity, force);
        return IdentityReport.Of(file, identity);
    });

    /// <summary>Shows the identity of a store's file, or a PKCS#12 file.</summary>
    public int Show(string file, bool hasPassword) => Attempt(() =>
    {
        byte[] data = Read(file);
        if (!Pkcs12Inspection.TryInspect(data, out Pkcs12Inspection? form))
        {
            using PeerIdentity stored = new FileIdentityStore(file).Load() ?? throw new FileNotFoundException($"There is no file '{file}'.");
            return IdentityReport.Of(file, stored);
        }

        if (!hasPassword)
            return new IdentityReport(file, null, null, null, form);
        using PeerIdentity identity = PeerIdentity.ImportPkcs12(data, readPassword(false));
        return IdentityReport.Of(file, identity, form);
    });

    /// <summary>Writes the identity of a store's file in another form.</summary>
    public int Export(string file, string target, IdentityFormat format, bool force) => Attempt(() =>
    {
        using PeerIdentity identity = new FileIdentityStore(file).Load() ?? throw new FileNotFoundException($"There is no file '{file}'.");
        byte[] content = format switch
        {
            IdentityFormat.Modern => identity.ExportPkcs12(readPassword(true)),
            IdentityFormat.Legacy => identity.ExportPkcs12(readPassword(true), Pkcs12Format.Legacy),
            IdentityFormat.Pem => Encode(identity.ExportPem(readPassword(true))),
            IdentityFormat.PlainPem => Encode(identity.ExportPem()),
            _ => Encoding.ASCII.GetBytes(identity.ExportCertificatePem() + "\n"),
        };
        try
        {
            Write(target, content, force);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }

        return IdentityReport.Of(target, identity, format is IdentityFormat.Modern or IdentityFormat.Legacy && Pkcs12Inspection.TryInspect(Read(target), out Pkcs12Inspection? form) ? form : null);
    });

    /// <summary>Puts the identity of a PKCS#12 or PEM file into a store's file.</summary>
    public int Import(string source, string file, bool force) => Attempt(() =>
    {
        byte[] data = Read(source);
        bool isPem = data.AsSpan().IndexOf("-----BEGIN "u8) >= 0;
        bool needsPassword = !isPem || data.AsSpan().IndexOf("-----BEGIN ENCRYPTED PRIVATE KEY-----"u8) >= 0;
        string password = needsPassword ? readPassword(false) : "";
        char[] text = isPem ? Encoding.Latin1.GetChars(data) : [];
        try
        {
            using PeerIdentity identity = isPem ? PeerIdentity.ImportPem(text, password) : PeerIdentity.ImportPkcs12(data, password);
            Put(file, identity, force);
            return IdentityReport.Of(file, identity);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            Array.Clear(text);
        }
    });

    private int Attempt(Func<IdentityReport> work)
    {
        try
        {
            output.Write(work());
            return ExitCodes.Success;
        }
        catch (PeerIdentityException failure)
        {
            output.Write(failure.Diagnosis);
        }
        catch (PeerStoreException failure)
        {
            output.Write(failure.Diagnosis);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.Write(new PeerDiagnosis(ConnectionStage.Tls, PeerDiagnosisCode.StoreUnavailable, failure.Message.TrimEnd('.'), "Check the path, and that this user may read or write there"));
        }

        return ExitCodes.Nothing;
    }

    private static void Put(string file, PeerIdentity identity, bool force)
    {
        FileIdentityStore store = new(file);
        if (force)
            store.Save(identity);
        else if (!store.TryAdd(identity))
            throw new IOException($"There is a file '{file}' already, and --force was not given.");
    }

    private static byte[] Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        if (stream.Length > MaximumFileBytes)
            throw new IOException($"The file '{file}' has more than {MaximumFileBytes} bytes.");
        byte[] data = new byte[stream.Length];
        stream.ReadExactly(data);
        return data;
    }

    private static void Write(string file, byte[] content, bool force)
    {
        FileStreamOptions options = new() { Mode = force ? FileMode.Create : FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (force)
            File.Delete(file); // one that is there may have a mode that is too open
        using FileStream stream = new(file, options);
        stream.Write(content);
    }

    private static byte[] Encode(char[] text)
    {
        byte[] content = Encoding.ASCII.GetBytes(text);
        Array.Clear(text);
        return content;
    }
}
