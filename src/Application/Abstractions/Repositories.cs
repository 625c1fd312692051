using CampusPhoto.Application.Payments;
using CampusPhoto.Application.Production;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Application.Abstractions;

/// <summary>Accounts, for change.</summary>
public interface IAccountRepository
{
    /// <summary>The account, or null; one that was deleted is none.</summary>
    Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>The account of a WeChat user, or null.</summary>
    Task<Account?> FindByOpenIdAsync(string openId, CancellationToken cancellationToken);

    /// <summary>Adds a new account; openids are unique.</summary>
    void Add(Account account);
}

/// <summary>Campaigns, for change or for their rules.</summary>
public interface ICampaignRepository
{
    /// <summary>The campaign, or null.</summary>
    Task<Campaign?> GetAsync(CampaignId id, CancellationToken cancellationToken);

    /// <summary>The campaign with status Open that goes by that code, with its school's code; or null.</summary>
    Task<(Campaign Campaign, string SchoolCode)?> FindOpenAsync(FeatureCode code, CancellationToken cancellationToken);

    /// <summary>Adds a new campaign; feature codes are unique among open ones.</summary>
    void Add(Campaign campaign);
}

/// <summary>Schools.</summary>
public interface ISchoolRepository
{
    /// <summary>The school, or null.</summary>
    Task<School?> GetAsync(SchoolId id, CancellationToken cancellationToken);

    /// <summary>The school with that 学校编号, or null.</summary>
    Task<School?> FindByCodeAsync(string code, CancellationToken cancellationToken);

    /// <summary>Adds a new school; codes are unique.</summary>
    void Add(School school);
}

/// <summary>Recognised collection codes, for change.</summary>
public interface IRecognitionRepository
{
    /// <summary>The recognition, or null.</summary>
    Task<Recognition?> GetAsync(RecognitionId id, CancellationToken cancellationToken);

    /// <summary>Adds a new recognition.</summary>
    void Add(Recognition recognition);
}

/// <summary>Enrolments, for change.</summary>
public interface IEnrolmentRepository
{
    /// <summary>The enrolment, or null.</summary>
    Task<Enrolment?> GetAsync(EnrolmentId id, CancellationToken cancellationToken);

    /// <summary>The enrolment of a student in a campaign that is not released, or null.</summary>
    Task<Enrolment?> FindLiveAsync(CampaignId campaign, KeyedHash uniqueNumber, CancellationToken cancellationToken);

    /// <summary>Adds a new enrolment; only one live enrolment exists for a student in a campaign.</summary>
    void Add(Enrolment enrolment);
}

/// <summary>Submissions.</summary>
public interface ISubmissionRepository
{
    /// <summary>The submission, or null.</summary>
    Task<Submission?> GetAsync(SubmissionId id, CancellationToken cancellationToken);

    /// <summary>Those of the submissions that exist.</summary>
    Task<IReadOnlyList<Submission>> GetAsync(IReadOnlyCollection<SubmissionId> ids, CancellationToken cancellationToken);

    /// <summary>The enrolment's submission of that file, or null.</summary>
    Task<Submission?> FindAsync(EnrolmentId enrolment, string photoSha256, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a live order of another student has this photo: the same file, or one that was re-encoded, resized or cut
    /// anew. One person's two enrolments may have one photo: same account, masked name and masked ID number.
    /// </summary>
    Task<bool> IsUsedByAnotherAsync(Submission submission, StudentIdentity student, CancellationToken cancellationToken);

    /// <summary>Adds a new submission.</summary>
    void Add(Submission submission);
}

/// <summary>Orders, whole, for change.</summary>
public interface IOrderRepository
{
    /// <summary>The order with all its parts, or null.</summary>
    Task<Order?> GetAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>Those of the orders that exist, with all their parts.</summary>
    Task<IReadOnlyList<Order>> GetAsync(IReadOnlyCollection<OrderId> ids, CancellationToken cancellationToken);

    /// <summary>The order of that number with all its parts, or null.</summary>
    Task<Order?> FindByNumberAsync(OrderNumber number, CancellationToken cancellationToken);

    /// <summary>The order that a payment attempt belongs to, or null.</summary>
    Task<Order?> FindByOutTradeNoAsync(string outTradeNo, CancellationToken cancellationToken);

    /// <summary>The order that a refund belongs to, or null.</summary>
    Task<Order?> FindByOutRefundNoAsync(string outRefundNo, CancellationToken cancellationToken);

    /// <summary>Which order an attempt is of, and whether that charge has been received before; null when the number is no attempt's.</summary>
    Task<(OrderId Order, bool IsReceived)?> FindChargedAsync(string outTradeNo, string transactionId, CancellationToken cancellationToken);

    /// <summary>The live order of a student in a campaign (every state but Cancelled), by identity and owner; or null.</summary>
    Task<(OrderId Id, AccountId Owner)?> FindLiveAsync(
        CampaignId campaign, KeyedHash uniqueNumber, CancellationToken cancellationToken);

    /// <summary>Adds a new order; numbers are unique, and so is the live order of a student in a campaign.</summary>
    void Add(Order order);
}

/// <summary>Production batches, for change.</summary>
public interface IBatchRepository
{
    /// <summary>The batch, or null.</summary>
    Task<ProductionBatch?> GetAsync(BatchId id, CancellationToken cancellationToken);

    /// <summary>The campaign's orders that are ready for production and pass the filter, oldest first.</summary>
    Task<IReadOnlyList<OrderId>> ListReadyAsync(CampaignId campaign, BatchFilter filter, CancellationToken cancellationToken);

    /// <summary>The batch's line of an order, or null.</summary>
    Task<BatchLine?> GetLineAsync(BatchId batch, OrderId order, CancellationToken cancellationToken);

    /// <summary>The line by which an order is in a package now, or null.</summary>
    Task<BatchLine?> FindIncludedAsync(OrderId order, CancellationToken cancellationToken);

    /// <summary>The lines by which these orders are in packages now.</summary>
    Task<IReadOnlyList<BatchLine>> GetIncludedAsync(IReadOnlyCollection<OrderId> orders, CancellationToken cancellationToken);

    /// <summary>The latest line of an order with that photo which a correction replaced, or null.</summary>
    Task<BatchLine?> FindSupersededAsync(OrderId order, SubmissionId photo, CancellationToken cancellationToken);

    /// <summary>Adds a new batch.</summary>
    void Add(ProductionBatch batch);

    /// <summary>Adds a line; an order is in one batch at a time.</summary>
    void Add(BatchLine line);
}

/// <summary>Shipping information on its way to WeChat, for change.</summary>
public interface IShippingUploads
{
    /// <summary>That of a charge, or null.</summary>
    Task<ShippingUpload?> FindAsync(string transactionId, CancellationToken cancellationToken);

    /// <summary>Adds one; a charge has one.</summary>
    void Add(ShippingUpload upload);
}

/// <summary>Reconciliations, for change.</summary>
public interface IReconciliationRepository
{
    /// <summary>The reconciliation of an account's day, or null.</summary>
    Task<Reconciliation?> FindAsync(string merchantAccount, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Adds one; a day of an account has one.</summary>
    void Add(Reconciliation reconciliation);
}
