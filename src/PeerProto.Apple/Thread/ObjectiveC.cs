using System.Runtime.InteropServices;

namespace PeerProto.Apple;

/// <summary>The few messages of Objective-C that <see cref="NativeThreadClient"/> sends. Only for Apple's systems; it was never run.</summary>
internal static partial class ObjectiveC
{
    private const string Runtime = "/usr/lib/libobjc.A.dylib";

    public static nint Send(nint target, string message) => Send(target, Selector(message));

    public static nint Send(nint target, string message, nint first) => Send(target, Selector(message), first);

    public static nint Send(nint target, string message, nint first, nint second) => Send(target, Selector(message), first, second);

    public static nint Send(nint target, string message, nint first, nint second, nint third) => Send(target, Selector(message), first, second, third);

    /// <summary>Bytes as an NSData that lives as long as the pool.</summary>
    public static unsafe nint Data(byte[] bytes)
    {
        fixed (byte* start = bytes)
            return Send(Class("NSData"), "dataWithBytes:length:", (nint)start, bytes.Length);
    }

    /// <summary>The bytes of an NSData; none of nil.</summary>
    public static byte[] Bytes(nint data)
    {
        if (data == 0)
            return [];
        byte[] bytes = new byte[Send(data, "length")];
        if (bytes.Length > 0)
            Marshal.Copy(Send(data, "bytes"), bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>The members of an NSSet; none of nil.</summary>
    public static IEnumerable<nint> Members(nint set)
    {
        if (set == 0)
            yield break;
        nint array = Send(set, "allObjects");
        nint count = Send(array, "count");
        for (nint i = 0; i < count; i++)
            yield return Send(array, "objectAtIndex:", i);
    }

    /// <summary>Throws what an NSError says, unless it is nil.</summary>
    public static void ThrowIfError(nint error)
    {
        if (error != 0)
            throw new ThreadClientException(Text(Send(error, "domain")), Send(error, "code"), Text(Send(error, "localizedDescription")));
    }

    [LibraryImport(Runtime, EntryPoint = "objc_getClass", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Class(string name);

    [LibraryImport(Runtime, EntryPoint = "objc_autoreleasePoolPush")]
    public static partial nint PushPool();

    [LibraryImport(Runtime, EntryPoint = "objc_autoreleasePoolPop")]
    public static partial void PopPool(nint pool);

    private static string Text(nint text) => text == 0 ? "" : Marshal.PtrToStringUTF8(Send(text, "UTF8String")) ?? "";

    [LibraryImport(Runtime, EntryPoint = "sel_registerName", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Selector(string name);

    [LibraryImport(Runtime, EntryPoint = "objc_msgSend")]
    private static partial nint Send(nint target, nint selector);

    [LibraryImport(Runtime, EntryPoint = "objc_msgSend")]
    private static partial nint Send(nint target, nint selector, nint first);

    [LibraryImport(Runtime, EntryPoint = "objc_msgSend")]
    private static partial nint Send(nint target, nint selector, nint first, nint second);

    [LibraryImport(Runtime, EntryPoint = "objc_msgSend")]
    private static partial nint Send(nint target, nint selector, nint first, nint second, nint third);
}
