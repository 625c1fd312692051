using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>Every line that a node logged, with its level.</summary>
internal sealed class CollectedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IEnumerable<string> Warnings => _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);

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
            log._lines.Enqueue((logLevel, $"{name}: {formatter(state, exception)} {exception?.GetType().Name}"));
    }
}
