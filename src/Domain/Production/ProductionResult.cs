using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Production;

/// <summary>学信网审核结果: what was said of the photo that an order had in one round.</summary>
public sealed class ProductionResult
{
    private ProductionResult() => FileSha256 = "";

    /// <summary>The result of an order's round.</summary>
    public ProductionResult(OrderId order, int round, CampaignId campaign) : this() =>
        (OrderId, Round, CampaignId) = (order, round, campaign);

    /// <summary>The order.</summary>
    public OrderId OrderId { get; private set; }

    /// <summary>The round: 1, and one more for each correction.</summary>
    public int Round { get; private set; }

    /// <summary>The order's campaign.</summary>
    public CampaignId CampaignId { get; private set; }

    /// <summary>The photo it is about.</summary>
    public SubmissionId SubmissionId { get; private set; }

    /// <summary>The batch that the photo was delivered with, where one is known.</summary>
    public BatchId? BatchId { get; private set; }

    /// <summary>通过 or 不通过.</summary>
    public bool Accepted { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private set; }

    /// <summary>SHA-256 of the file that told.</summary>
    public string FileSha256 { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The operator who recorded it.</summary>
    public Guid RecordedBy { get; private set; }

    /// <summary>Writes down what was said; a later word on the same photo takes the place of the earlier one.</summary>
    public void Record(
        SubmissionId submission, BatchId? batch, bool accepted, string? reason, string fileSha256, Guid by, DateTimeOffset now)
    {
        (SubmissionId, BatchId, Accepted, Reason) = (submission, batch, accepted, reason);
        (FileSha256, RecordedBy, RecordedAt) = (fileSha256, by, now);
    }
}
