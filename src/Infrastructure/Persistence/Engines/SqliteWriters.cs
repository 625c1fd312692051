namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>
/// Lets the saves of this process through one after another, and flushes many of them to the disk at once. SQLite has
/// one writer at a time; a queue hands over at once and holds no thread, where SQLite's own waiting sleeps and looks
/// again.
/// </summary>
/// <param name="flush">Flushes the write-ahead log.</param>
internal sealed class SqliteWriters(Action flush) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _flushing = new(1);
    private long _written;
    private long _flushed;

    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    /// <summary>
    /// Returns once a flush is over that began after this call: whatever was written before it is then durable. All that
    /// wait while the disk is busy share the next flush.
    /// </summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public async Task FlushAsync()
    {
        long mine = Interlocked.Increment(ref _written);
        await _flushing.WaitAsync(CancellationToken.None);
        try
        {
            if (Volatile.Read(ref _flushed) >= mine) return;
            long all = Volatile.Read(ref _written);
            flush();
            Volatile.Write(ref _flushed, all);
        }
        finally
        {
            _flushing.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _flushing.Dispose();
    }

    /// <summary>A writer's turn, which ends when it is disposed.</summary>
    internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
