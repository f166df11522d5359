using System.Runtime.InteropServices;

namespace PeerProto.Discovery.Native;

/// <summary>
/// Lets Avahi's libraries allocate zeroed memory. Up to version 0.8 its compatibility library leaves the callbacks of a request that it does not use
/// as the memory was, and calls one of them when the daemon goes: the process would end with the daemon. Version 0.9 zeroes them itself.
/// </summary>
internal static unsafe class AvahiMemory
{
    private const string CommonLibrary = "libavahi-common.so.3";

    private static delegate* unmanaged<nuint, nuint, void*> _calloc;

    /// <summary>Has every allocation zeroed from now on. Memory stays that of the C library, so what was allocated before can be freed.</summary>
    /// <returns>Whether Avahi's common library is there.</returns>
    public static bool TryZero()
    {
        nint program = NativeLibrary.GetMainProgramHandle();
        if (!NativeLibrary.TryLoad(CommonLibrary, out nint library)
            || !NativeLibrary.TryGetExport(library, "avahi_set_allocator", out nint setAllocator)
            || !NativeLibrary.TryGetExport(program, "calloc", out nint calloc)
            || !NativeLibrary.TryGetExport(program, "realloc", out nint realloc)
            || !NativeLibrary.TryGetExport(program, "free", out nint free))
        {
            return false;
        }

        _calloc = (delegate* unmanaged<nuint, nuint, void*>)calloc;
        Allocator* allocator = (Allocator*)NativeMemory.Alloc((nuint)sizeof(Allocator)); // Avahi keeps the pointer for good
        *allocator = new Allocator { Allocate = &Allocate, Free = free, Reallocate = realloc, AllocateZeroed = calloc };
        ((delegate* unmanaged<Allocator*, void>)setAllocator)(allocator);
        return true;
    }

    [UnmanagedCallersOnly]
    private static void* Allocate(nuint size) => _calloc(1, size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Allocator
    {
        public delegate* unmanaged<nuint, void*> Allocate;
        public nint Free;
        public nint Reallocate;
        public nint AllocateZeroed;
    }
}
