using System.Buffers.Binary;
using System.Security.Cryptography;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusPhoto.Application.Reviews;

/// <summary>Draws the approvals that a second reviewer looks at: by the order alone, so that nobody can try again.</summary>
internal sealed class SecondOpinions(IReadDb db, IOptions<ReviewOptions> options)
{
    private const uint Hundred = 100;

    public async Task<bool> IsDrawnAsync(Order order, CancellationToken cancellationToken)
    {
        CampaignId campaign = order.CampaignId;
        int? own = await db.Campaigns.Where(found => found.Id == campaign)
            .Select(found => found.SecondOpinionPercent).SingleAsync(cancellationToken);
        return Draw(order.Id) < (own ?? options.Value.SecondOpinionPercent);
    }

    /// <summary>0 to 99, always the same for one order and even among all.</summary>
    public static uint Draw(OrderId order) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(order.Value.ToByteArray())) % Hundred;
}
