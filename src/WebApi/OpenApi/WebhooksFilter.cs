using System.Text.Json;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.Integrations;
using CampusPhoto.Domain.Orders;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CampusPhoto.WebApi.OpenApi;

/// <summary>Describes what webhooks are sent: one entry for each event type, with its headers, content and an example.</summary>
internal sealed class WebhooksFilter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IDocumentFilter
{
    private const string JsonType = "application/json";
    private static readonly Guid Order = new("0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly Guid Campaign = new("0193a1b2-0000-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly DateTimeOffset At = new(2027, 3, 1, 1, 30, 0, TimeSpan.Zero);
    private const string Number = "000015-20270301093000123";

    // What happened, in words, and where it leads from and to.
    private static readonly (string Type, string Summary, OrderStatus From, OrderStatus To)[] Orders =
    [
        (WebhookEventType.OrderPlaced, "An order was placed; where nothing is due it waits for review at once", OrderStatus.PendingPayment, OrderStatus.PendingPayment),
        (WebhookEventType.OrderPaid, "An order was paid", OrderStatus.PendingPayment, OrderStatus.PendingReview),
        (WebhookEventType.OrderApproved, "The photo was approved", OrderStatus.PendingReview, OrderStatus.PendingProduction),
        (WebhookEventType.OrderRejected, "The photo was rejected; another is awaited", OrderStatus.PendingReview, OrderStatus.Rejected),
        (WebhookEventType.OrderResubmitted, "Another photo came after a rejection or withdrawal", OrderStatus.Rejected, OrderStatus.PendingReview),
        (WebhookEventType.OrderWithdrawn, "The student withdrew the photo from review", OrderStatus.PendingReview, OrderStatus.Withdrawn),
        (WebhookEventType.OrderReopened, "An approved order went back to review", OrderStatus.PendingProduction, OrderStatus.PendingReview),
        (WebhookEventType.OrderInProduction, "The order was taken into a production batch", OrderStatus.PendingProduction, OrderStatus.InProduction),
        (WebhookEventType.OrderReturned, "The order was taken out of its batch and waits for production again", OrderStatus.InProduction, OrderStatus.PendingProduction),
        (WebhookEventType.OrderCompleted, "The order was delivered, or closed with the photo that was delivered before", OrderStatus.InProduction, OrderStatus.Completed),
        (WebhookEventType.OrderCorrectionOpened, "勘误: a correction was opened; another photo is awaited", OrderStatus.Completed, OrderStatus.Rejected),
        (WebhookEventType.OrderResultAccepted, "学信网 accepted the photo", OrderStatus.Completed, OrderStatus.Completed),
        (WebhookEventType.OrderResultRefused, "学信网 refused the photo; order.correction_opened is told too", OrderStatus.Completed, OrderStatus.Rejected),
        (WebhookEventType.OrderProofConfirmed, "校对: the student found everything right", OrderStatus.Completed, OrderStatus.Completed),
        (WebhookEventType.OrderProofDisputed, "校对: the student objected, to the photo (order.correction_opened is told too) or, where the status stays, to what stands beside it", OrderStatus.Completed, OrderStatus.Rejected),
        (WebhookEventType.OrderCancelled, "The order was cancelled: by the student, by time or by a refund", OrderStatus.PendingPayment, OrderStatus.Cancelled),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Webhooks = new Dictionary<string, IOpenApiPathItem>();
        foreach (var (type, summary, from, to) in Orders)
            Add(type, summary, new OrderEvent(type, At, new OrderEventData(Order, Number, Campaign, to, from)));
        Add(
            WebhookEventType.RefundSucceeded, "Money went back to the payer",
            new RefundEvent(
                WebhookEventType.RefundSucceeded, At, new RefundEventData(Order, Number, Campaign, $"{Number}-R01", RefundState.Succeeded)));
        Add(
            WebhookEventType.RefundFailed, "The provider could not give money back; a person looks after it",
            new RefundEvent(
                WebhookEventType.RefundFailed, At, new RefundEventData(Order, Number, Campaign, $"{Number}-R01", RefundState.Abnormal)));
        Add(
            WebhookEventType.Test, "The client asked for a test",
            new TestEvent(WebhookEventType.Test, At, new TestEventData(new Guid("0193a1b2-1111-7e5f-8a9b-0c1d2e3f4a5b"))));

        void Add(string type, string summary, object example)
        {
            swaggerDoc.Webhooks[type] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation>
                {
                    [HttpMethod.Post] = Told(type, summary, example, swaggerDoc, context),
                },
            };
        }
    }

    private OpenApiOperation Told(
        string type, string summary, object example, OpenApiDocument document, DocumentFilterContext context) => new()
    {
        OperationId = $"on-{type}".Replace('.', '-').Replace('_', '-'),
        Summary = summary,
        Tags = new HashSet<OpenApiTagReference> { new(Tags.Integrators, document) },
        Security = [],
        Parameters =
        [
            Header("webhook-id", "Identity of the event, the same at every attempt and replay: what was seen before is answered 2xx and left alone."),
            Header("webhook-timestamp", "When it was sent, in seconds since 1970; what is older than five minutes is refused."),
            Header("webhook-signature", "Divided by spaces, one for each secret that holds: `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`, keyed by what follows `whsec_`."),
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [JsonType] = new()
                {
                    Schema = context.SchemaGenerator.GenerateSchema(example.GetType(), context.SchemaRepository),
                    Example = JsonSerializer.SerializeToNode(example, json.Value.SerializerOptions),
                },
            },
        },
        Responses = new OpenApiResponses
        {
            ["2XX"] = new OpenApiResponse { Description = "Taken, within 15 seconds; anything else is sent again, eleven times within some three days." },
            ["410"] = new OpenApiResponse { Description = "Not wanted any more: the webhook is disabled." },
        },
    };

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
