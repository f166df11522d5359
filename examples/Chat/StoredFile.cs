namespace Chat;

/// <summary>A file that a peer sent, as it lies in the downloads.</summary>
internal sealed record StoredFile(string Name, long Length, string Sha256);
