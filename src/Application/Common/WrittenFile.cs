namespace CampusPhoto.Application.Common;

/// <summary>A file, written as it is read, within the call that asked for it.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="WriteAsync">Writes it, a bounded part in memory at a time.</param>
public sealed record WrittenFile(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);
