using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Orders;

/// <summary>
/// Gives each order placed on this node its own millisecond. Two nodes may still meet on one; the unique index tells,
/// and the command then runs again with the next.
/// </summary>
internal sealed class OrderNumberSource(IOptions<AgencyOptions> agency, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _lastMillisecond;

    public (OrderNumber Number, DateTimeOffset PlacedAt) Next()
    {
        lock (_lock)
        {
            _lastMillisecond = Math.Max(_lastMillisecond + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
            DateTimeOffset placedAt = DateTimeOffset.FromUnixTimeMilliseconds(_lastMillisecond);
            return (OrderNumber.At(agency.Value.Code, placedAt), placedAt);
        }
    }
}
