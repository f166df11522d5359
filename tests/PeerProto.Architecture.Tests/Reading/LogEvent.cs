using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace PeerProto.Architecture.Tests.Reading;

/// <summary>A log event as its source-generated method declares it.</summary>
/// <param name="Id">The event's number.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Area">The class it stands in, without <c>Log</c>.</param>
/// <param name="Name">The method, which is the event's name.</param>
/// <param name="Text">The message with its placeholders.</param>
internal sealed record LogEvent(int Id, LogLevel Level, string Area, string Name, string Text)
{
    private const string Suffix = "Log";

    /// <summary>The events that an assembly logs.</summary>
    public static IEnumerable<LogEvent> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let declared = method.GetCustomAttribute<LoggerMessageAttribute>()
        where declared is not null
        select new LogEvent(
            declared.EventId,
            declared.Level,
            type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name,
            method.Name,
            declared.Message);

    /// <summary>The event as a row of the table in <c>docs/observability.md</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"| {Id} | {Level} | {Area} | {Name} | {Text} |");
}
