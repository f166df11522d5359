using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerProto.Apple;

/// <summary>
/// Blocks that call managed code, by the layout of Clang's block ABI. A block is made on the heap at once: a framework that copies a block of the stack twice would end up with two copies, each of
/// which frees the handle. Only for Apple's systems; it was never run.
/// </summary>
internal static unsafe partial class ObjectiveCBlock
{
    private const string SystemLibrary = "/usr/lib/libSystem.dylib";
    private const int HasCopyAndDispose = 1 << 25;

    private static readonly Descriptor* Shared = MakeDescriptor();
    private static readonly nint StackBlock = NativeLibrary.GetExport(NativeLibrary.Load(SystemLibrary), "_NSConcreteStackBlock");

    /// <summary>Makes a block on the heap. It holds the target until the last who holds the block lets go.</summary>
    public static nint Create(IBlockTarget target)
    {
        Literal literal = new()
        {
            Isa = StackBlock,
            Flags = HasCopyAndDispose,
            Invoke = target.Shape switch
            {
                BlockShape.Object => (nint)(delegate* unmanaged[Cdecl]<Literal*, nint, void>)&InvokeObject,
                BlockShape.TwoObjects => (nint)(delegate* unmanaged[Cdecl]<Literal*, nint, nint, void>)&InvokeTwoObjects,
                _ => (nint)(delegate* unmanaged[Cdecl]<Literal*, byte, void>)&InvokeFlag,
            },
            Descriptor = Shared,
            Target = GCHandle.ToIntPtr(GCHandle.Alloc(target)),
        };
        return Copy((nint)(&literal));
    }

    /// <summary>Lets go of a block.</summary>
    [LibraryImport(SystemLibrary, EntryPoint = "_Block_release")]
    public static partial void Release(nint block);

    [LibraryImport(SystemLibrary, EntryPoint = "_Block_copy")]
    private static partial nint Copy(nint block);

    private static Descriptor* MakeDescriptor()
    {
        Descriptor* descriptor = (Descriptor*)NativeMemory.Alloc((nuint)sizeof(Descriptor)); // lives as long as the program
        descriptor->Reserved = 0;
        descriptor->Size = (nuint)sizeof(Literal);
        descriptor->Copy = &OnCopy;
        descriptor->Dispose = &OnDispose;
        return descriptor;
    }

    private static IBlockTarget TargetOf(Literal* block) => (IBlockTarget)GCHandle.FromIntPtr(block->Target).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void InvokeObject(Literal* block, nint first) => TargetOf(block).Invoke(first, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void InvokeTwoObjects(Literal* block, nint first, nint second) => TargetOf(block).Invoke(first, second);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void InvokeFlag(Literal* block, byte flag) => TargetOf(block).Invoke(flag, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCopy(Literal* copy, Literal* original)
    {
        // The handle goes over with the bytes: the literal on the stack ends without a word.
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDispose(Literal* block) => GCHandle.FromIntPtr(block->Target).Free();

    [StructLayout(LayoutKind.Sequential)]
    private struct Literal
    {
        public nint Isa;
        public int Flags;
        public int Reserved;
        public nint Invoke;
        public Descriptor* Descriptor;
        public nint Target;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public nuint Reserved;
        public nuint Size;
        public delegate* unmanaged[Cdecl]<Literal*, Literal*, void> Copy;
        public delegate* unmanaged[Cdecl]<Literal*, void> Dispose;
    }
}
