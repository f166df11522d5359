using Microsoft.Extensions.Logging;

namespace PeerProto.Tests.Support;

internal sealed record LogEntry(int EventId, LogLevel Level, string Message, Exception? Exception);
