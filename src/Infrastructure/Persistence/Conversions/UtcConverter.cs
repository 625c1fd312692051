using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>
/// Keeps a time as UTC without an offset, in whole microseconds: every engine sorts it, and PostgreSQL, which keeps
/// no more, gives back what was stored.
/// </summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTime>(time => Cut(time), time => Restore(time))
{
    private static DateTime Cut(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static DateTimeOffset Restore(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
