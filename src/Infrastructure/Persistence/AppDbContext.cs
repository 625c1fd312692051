using CampusPhoto.Application.Messages;
using CampusPhoto.Application.Payments;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Invoices;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Payments;
using CampusPhoto.Domain.Production;
using CampusPhoto.Domain.Retention;
using CampusPhoto.Domain.Rosters;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Domain.Support;
using CampusPhoto.Infrastructure.Audit;
using CampusPhoto.Infrastructure.Background;
using CampusPhoto.Infrastructure.Messaging;
using CampusPhoto.Infrastructure.Persistence.Configurations;
using CampusPhoto.Infrastructure.Persistence.Conversions;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.WeChat;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence;

/// <summary>All that is stored, on any engine; a derived context stands for each engine and owns its migrations.</summary>
internal abstract class AppDbContext(DbContextOptions options, PersonalDataCipher cipher)
    : IdentityUserContext<StaffUser, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>The bound of every text column that does not say otherwise.</summary>
    public const int DefaultTextLength = 256;

    private const int EnumLength = 32;

    public PersonalDataCipher Cipher => cipher;

    public DbSet<School> Schools => Set<School>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Recognition> Recognitions => Set<Recognition>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<Submission> Submissions => Set<Submission>();

    public DbSet<Appeal> Appeals => Set<Appeal>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    public DbSet<Reprint> Reprints => Set<Reprint>();

    public DbSet<ReviewTurnRow> ReviewTurns => Set<ReviewTurnRow>();

    public DbSet<ProductionBatch> Batches => Set<ProductionBatch>();

    public DbSet<BatchLine> BatchLines => Set<BatchLine>();

    public DbSet<ProductionResult> ProductionResults => Set<ProductionResult>();

    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();

    public DbSet<SubscribeDelivery> SubscribeDeliveries => Set<SubscribeDelivery>();

    public DbSet<ShippingUpload> ShippingUploads => Set<ShippingUpload>();

    public DbSet<Reconciliation> Reconciliations => Set<Reconciliation>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<HandledMark> HandledMarks => Set<HandledMark>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<AttemptWindow> AttemptWindows => Set<AttemptWindow>();

    public DbSet<IdempotencyRow> IdempotencyRows => Set<IdempotencyRow>();

    public DbSet<SessionRow> SessionRows => Set<SessionRow>();

    public DbSet<IntegratorClientRow> IntegratorClients => Set<IntegratorClientRow>();

    public DbSet<UsedSpecificationRow> UsedSpecifications => Set<UsedSpecificationRow>();

    public DbSet<AccessTokenRow> AccessTokens => Set<AccessTokenRow>();

    public DbSet<ConnectivityTestRow> ConnectivityTests => Set<ConnectivityTestRow>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<TicketMessage> TicketMessages => Set<TicketMessage>();

    public DbSet<InvoiceRequest> Invoices => Set<InvoiceRequest>();

    public DbSet<ErasureRun> ErasureRuns => Set<ErasureRun>();

    public DbSet<RosterEntry> RosterEntries => Set<RosterEntry>();

    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();

    public DbSet<AuditEntryRow> AuditEntries => Set<AuditEntryRow>();

    public DbSet<AuditHeadRow> AuditHeads => Set<AuditHeadRow>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>A statement that adds rows whose numbered keys are given, as the engine wants it. Names come quoted.</summary>
    public virtual string WithGivenNumbers(string table, string insert) => insert;

    /// <summary>What makes the engine go on numbering after the greatest key, or null where it does so by itself.</summary>
    /// <param name="table">The table, quoted.</param>
    /// <param name="key">The key's column, not quoted.</param>
    public virtual string? GoOnNumbering(string table, string key) => null;

    /// <summary>The collation that compares text by its code points, or null where the engine does so anyway.</summary>
    protected virtual string? TextCollation => null;

    /// <summary>Writes the names in an index's filter, given in double quotes, as the engine quotes them.</summary>
    protected virtual string QuoteNames(string filter) => filter;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().HaveMaxLength(DefaultTextLength);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength).AreUnicode(false);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<TimeSpanToTicksConverter>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        configurationBuilder.Properties<KeyedHash>()
            .HaveConversion<KeyedHashConverter>().HaveMaxLength(KeyedHash.Length).AreUnicode(false);
        configurationBuilder.Properties<FeatureCode>()
            .HaveConversion<FeatureCodeConverter>().HaveMaxLength(FeatureCode.MaxLength).AreUnicode(false);
        configurationBuilder.Properties<OrderNumber>()
            .HaveConversion<OrderNumberConverter>().HaveMaxLength(OrderNumber.MaxLength).AreUnicode(false);
        foreach (Type id in typeof(OrderId).Assembly.GetTypes().Where(IsId))
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfiguration(new SchoolConfiguration());
        builder.ApplyConfiguration(new CampaignConfiguration());
        builder.ApplyConfiguration(new AccountConfiguration(cipher));
        builder.ApplyConfiguration(new RecognitionConfiguration(cipher));
        builder.ApplyConfiguration(new EnrolmentConfiguration(cipher));
        builder.ApplyConfiguration(new SubmissionConfiguration());
        builder.ApplyConfiguration(new AppealConfiguration());
        builder.ApplyConfiguration(new OrderConfiguration(cipher));
        builder.ApplyConfiguration(new OrderTransitionConfiguration());
        builder.ApplyConfiguration(new ReviewConfiguration());
        builder.ApplyConfiguration(new PaymentAttemptConfiguration());
        builder.ApplyConfiguration(new ReceivedChargeConfiguration());
        builder.ApplyConfiguration(new RefundConfiguration());
        builder.ApplyConfiguration(new LedgerEntryConfiguration());
        builder.ApplyConfiguration(new ReprintConfiguration(cipher));
        builder.ApplyConfiguration(new ProductionBatchConfiguration());
        builder.ApplyConfiguration(new BatchLineConfiguration());
        builder.ApplyConfiguration(new ProductionResultConfiguration());
        builder.ApplyConfiguration(new InboxMessageConfiguration());
        builder.ApplyConfiguration(new SubscribeDeliveryConfiguration());
        builder.ApplyConfiguration(new ShippingUploadConfiguration());
        builder.ApplyConfiguration(new ReconciliationConfiguration());
        builder.ApplyConfiguration(new OutboxMessageConfiguration());
        builder.ApplyConfiguration(new HandledMarkConfiguration());
        builder.ApplyConfiguration(new LeaseConfiguration());
        builder.ApplyConfiguration(new AttemptWindowConfiguration());
        builder.ApplyConfiguration(new IdempotencyRowConfiguration(cipher));
        builder.ApplyConfiguration(new SessionRowConfiguration());
        builder.ApplyConfiguration(new AccessTokenConfiguration(cipher));
        builder.ApplyConfiguration(new ConnectivityTestConfiguration());
        StaffConfiguration.Apply(builder, cipher);
        builder.ApplyConfiguration(new IntegratorClientConfiguration());
        builder.ApplyConfiguration(new RosterEntryConfiguration(cipher));
        builder.ApplyConfiguration(new AuditEntryConfiguration());
        builder.ApplyConfiguration(new AuditHeadConfiguration());
        builder.ApplyConfiguration(new DataProtectionKeyConfiguration());
        builder.ApplyConfiguration(new UsedSpecificationConfiguration());
        builder.ApplyConfiguration(new WebhookConfiguration(cipher));
        builder.ApplyConfiguration(new WebhookDeliveryConfiguration());
        builder.ApplyConfiguration(new ErasureRunConfiguration());
        builder.ApplyConfiguration(new TicketConfiguration());
        builder.ApplyConfiguration(new TicketMessageConfiguration(cipher));
        builder.ApplyConfiguration(new InvoiceRequestConfiguration(cipher));
        builder.ApplyConfiguration(new ReviewTurnConfiguration());
        foreach (IMutableEntityType entity in builder.Model.GetEntityTypes()) Adapt(entity);
    }

    private void Adapt(IMutableTypeBase part)
    {
        foreach (IMutableProperty property in part.GetProperties().Where(IsText)) property.SetCollation(TextCollation);
        foreach (IMutableComplexProperty inner in part.GetComplexProperties()) Adapt(inner.ComplexType);
        if (part is not IMutableEntityType entity) return;
        foreach (IMutableIndex index in entity.GetIndexes())
            if (index.GetFilter() is { } filter) index.SetFilter(QuoteNames(filter));
    }

    private static bool IsText(IMutableProperty property) =>
        (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) == typeof(string);

    private static bool IsId(Type type) => type.IsValueType && Array.Exists(
        type.GetInterfaces(), face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));
}
