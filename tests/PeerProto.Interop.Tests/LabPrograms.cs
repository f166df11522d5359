using System.Reflection;

namespace PeerProto.Interop.Tests;

/// <summary>The programs that this project builds to run them on hosts of a lab.</summary>
internal static class LabPrograms
{
    public static string Chat => PathOf("Chat");

    public static string QuickStart => PathOf("QuickStart");

    public static string Pairing => PathOf("Pairing");

    public static string LabPeer => PathOf("PeerProto.LabPeer");

    public static string PeerProtoTool => PathOf("PeerProto.Cli");

    private static string PathOf(string program) =>
        typeof(LabPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == $"LabProgram:{program}").Value!;
}
