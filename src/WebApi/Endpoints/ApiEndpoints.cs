namespace CampusPhoto.WebApi.Endpoints;

/// <summary>All calls, under <c>/api/v1</c>.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        HomeEndpoints.Map(api);
        AuthEndpoints.Map(api);
        AccountEndpoints.Map(api);
        AccountDataEndpoints.Map(api);
        CollectionCodeEndpoints.Map(api);
        EnrolmentEndpoints.Map(api);
        PhotoSpecificationEndpoints.Map(api);
        PhotoCheckEndpoints.Map(api);
        PhotoUploadEndpoints.Map(api);
        SubmissionEndpoints.Map(api);
        OrderEndpoints.Map(api);
        ReprintEndpoints.Map(api);
        InvoiceEndpoints.Map(api);
        TicketEndpoints.Map(api);
        PaymentEndpoints.Map(api);
        MerchantEndpoints.Map(api);
        ReviewEndpoints.Map(api);
        StaffPaymentEndpoints.Map(api);
        StaffRefundEndpoints.Map(api);
        ReconciliationEndpoints.Map(api);
        DeadLetterEndpoints.Map(api);
        BatchEndpoints.Map(api);
        SchoolEndpoints.Map(api);
        CampaignEndpoints.Map(api);
        RosterEndpoints.Map(api);
        StaffAccountEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        ClientEndpoints.Map(api);
        AuditEndpoints.Map(api);
        IntegrationEndpoints.Map(api);
        WebhookEndpoints.Map(api);
        SandboxEndpoints.Map(api);
        StaffWebhookEndpoints.Map(api);
        ProductionRoundEndpoints.Map(api);
    }
}
