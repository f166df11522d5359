using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace PeerProto;

/// <summary>Encrypts with the data protection of Windows (DPAPI): what one user of one machine protected, programs of that user on that machine can read, and nobody else.</summary>
[SupportedOSPlatform("windows")]
public sealed class DpapiKeyProtector : IKeyProtector
{
    /// <inheritdoc/>
    public string Name => "dpapi";

    /// <inheritdoc/>
    public byte[] Protect(ReadOnlySpan<byte> plain) => ProtectedData.Protect(plain, DataProtectionScope.CurrentUser);

    /// <inheritdoc/>
    public byte[] Unprotect(ReadOnlySpan<byte> data) => ProtectedData.Unprotect(data, DataProtectionScope.CurrentUser);
}
