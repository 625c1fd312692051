using System.Collections.Concurrent;
using CampusPhoto.PortraitStudio;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>Drawn portraits, each drawn once.</summary>
internal static class Photos
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Drawn = new();

    /// <summary>A portrait that the first check passes.</summary>
    public static byte[] Good { get; } = Studio.Draw(new Portrait());

    private static int _files;

    /// <summary>That portrait in a file of somebody's own: one photo is not used by two students.</summary>
    public static byte[] Own() => InAFileOfItsOwn(Good);

    /// <summary>Another portrait that passes, in a file of somebody's own.</summary>
    public static byte[] Another(int seed = 1) => InAFileOfItsOwn(
        Drawn.GetOrAdd($"seed {seed}", _ => new Lazy<byte[]>(() => Studio.Draw(new Portrait { Seed = seed }))).Value);

    /// <summary>A portrait with one named fault.</summary>
    public static byte[] With(string fault) =>
        Drawn.GetOrAdd(fault, _ => new Lazy<byte[]>(() => Studio.Draw(Faults.All[fault].Apply(new Portrait())))).Value;

    // A comment segment with a number that no other file has.
    private static byte[] InAFileOfItsOwn(byte[] photo) =>
        [.. photo[..2], 0xFF, 0xFE, 0, 6, .. BitConverter.GetBytes(Interlocked.Increment(ref _files)), .. photo[2..]];
}
