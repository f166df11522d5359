using System.Runtime.InteropServices;

namespace PeerProto.Testing;

/// <summary>Interface names and numbers of the network that the calling thread stands in.</summary>
internal static partial class InterfaceNames
{
    /// <summary>The interface's index.</summary>
    /// <exception cref="NetworkLabException">There is no such interface.</exception>
    public static long IndexOf(string name) => IndexOfName(name) is > 0 and uint index
        ? index
        : throw new NetworkLabException("looking for an interface", $"there is no '{name}' here.", "Is the lab disposed already?");

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IndexOfName(string name);
}
