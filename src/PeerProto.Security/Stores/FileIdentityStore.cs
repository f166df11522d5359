using System.Security.Cryptography;
using System.Text;
using PeerProto.Security.Stores;

namespace PeerProto;

/// <summary>
/// Keeps an identity in a file that only its owner may use (mode 0600), as PEM text, encrypted where there is a protector. A file that others may use, or in a directory that everybody may
/// change, is refused. On Windows the directory's access list counts, and <see cref="DpapiKeyProtector"/> encrypts.
/// </summary>
public sealed class FileIdentityStore : IIdentityStore
{
    private const int MaximumFileBytes = 512 * 1024;
    private const string ProtectedLabel = "PEERPROTO PROTECTED IDENTITY";
    private const string NamePrefix = "Protector: ";
    private const string None = "none";

    private readonly OwnerOnlyFile _file;
    private readonly IKeyProtector? _protector;

    /// <summary>Names the file. Nothing is read or written yet.</summary>
    /// <param name="path">The file, or a symbolic link to it, which is followed once and stays. Directories that are missing are made for their owner only when it is written.</param>
    /// <param name="protector">What encrypts it, or null to rely on its mode alone.</param>
    /// <exception cref="PeerStoreException">It is a symbolic link that cannot be followed.</exception>
    public FileIdentityStore(string path, IKeyProtector? protector = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new OwnerOnlyFile(path, MaximumFileBytes);
        _protector = protector;
    }

    /// <inheritdoc/>
    public PeerIdentity? Load()
    {
        byte[]? content = _file.Read();
        if (content is null)
            return null;
        char[] text = new char[content.Length];
        try
        {
            Encoding.Latin1.GetChars(content, text);
            return Read(text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            Array.Clear(text);
        }
    }

    /// <inheritdoc/>
    public bool TryAdd(PeerIdentity identity) => Write(identity, _file.TryCreate);

    /// <inheritdoc/>
    public void Save(PeerIdentity identity) => Write(identity, content =>
    {
        _file.Replace(content);
        return true;
    });

    private PeerIdentity Read(ReadOnlySpan<char> text)
    {
        string protector = None;
        int at = text.IndexOf($"-----BEGIN {ProtectedLabel}", StringComparison.Ordinal);
        if (at >= 0)
            protector = text.StartsWith(NamePrefix) ? text[NamePrefix.Length..at].Trim().ToString() : throw StoreFailure.Damaged(_file.Path, "it does not say how it is protected");
        if (protector != (_protector?.Name ?? None))
            throw StoreFailure.OtherProtector(_file.Path, protector, _protector?.Name ?? None);
        return _protector is null ? PeerIdentity.ImportPem(text) : ReadProtected(text[at..], _protector);
    }

    private PeerIdentity ReadProtected(ReadOnlySpan<char> text, IKeyProtector protector)
    {
        if (!PemEncoding.TryFind(text, out PemFields fields) || text[fields.Label] is not ProtectedLabel)
            throw StoreFailure.Damaged(_file.Path, "its protected block is not whole");
        byte[] data = Convert.FromBase64String(text[fields.Base64Data].ToString());
        byte[] plain;
        try
        {
            plain = protector.Unprotect(data);
        }
        catch (CryptographicException failure)
        {
            throw StoreFailure.CannotUnprotect(_file.Path, protector.Name, failure);
        }

        char[] inner = new char[plain.Length];
        try
        {
            Encoding.Latin1.GetChars(plain, inner);
            return PeerIdentity.ImportPem(inner);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            Array.Clear(inner);
        }
    }

    private bool Write(PeerIdentity identity, Writer write)
    {
        ArgumentNullException.ThrowIfNull(identity);
        char[] text = identity.ExportPem();
        byte[] content = new byte[text.Length];
        try
        {
            Encoding.Latin1.GetBytes(text, content);
            if (_protector is null)
                return write(content);
            string block = PemEncoding.WriteString(ProtectedLabel, _protector.Protect(content));
            return write(Encoding.Latin1.GetBytes($"{NamePrefix}{_protector.Name}\n{block}\n"));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            Array.Clear(text);
        }
    }

    private delegate bool Writer(ReadOnlySpan<byte> content);
}
