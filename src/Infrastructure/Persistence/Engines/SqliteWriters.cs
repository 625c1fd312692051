namespace CampusPhoto.Infrastructure.Persistence.Engines;

/// <summary>
/// Lets the saves of this process through one after another. SQLite has one writer at a time; a queue hands over at
/// once and holds no thread, where SQLite's own waiting sleeps and looks again.
/// </summary>
internal sealed class SqliteWriters : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>A writer's turn, which ends when it is disposed.</summary>
    internal readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
