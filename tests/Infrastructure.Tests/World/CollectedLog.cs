using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>Every line that a node logged, with its level.</summary>
internal sealed class CollectedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string? Event, string Text)> _lines = new();

    public IEnumerable<string> Warnings => _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    /// <summary>How many lines an event of that name left.</summary>
    public int CountOf(string eventName) => _lines.Count(line => line.Event == eventName);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() => _lines.Clear();

    private sealed class Category(CollectedLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log._lines.Enqueue((logLevel, eventId.Name, $"{name}: {formatter(state, exception)} {exception?.GetType().Name}"));
    }
}
