using CampusPhoto.Application.Staff;
using CampusPhoto.Domain.Common;
using Microsoft.AspNetCore.Authorization;

namespace CampusPhoto.WebApi.Auth;

/// <summary>Who may use a call.</summary>
internal static class Policies
{
    /// <summary>A student's account.</summary>
    public const string Student = "Student";

    /// <summary>Anybody with a session: a student or a member of staff.</summary>
    public const string Session = "Session";

    /// <summary>Whoever of the agency works on orders: reviewers, operators and finance.</summary>
    public const string Staff = "Staff";

    /// <summary>Any member of staff on the own account, also before the second factor is set up; never by client credentials.</summary>
    public const string OwnStaffAccount = "OwnStaffAccount";

    /// <summary>Who decides who works here; never by client credentials.</summary>
    public const string Administrator = "Administrator";

    /// <summary>An operator for every school, or school staff for their own.</summary>
    public const string CampaignStaff = "CampaignStaff";

    /// <summary>Whoever has to know the schools: an operator, an administrator, or school staff of their own.</summary>
    public const string SchoolReader = "SchoolReader";

    /// <summary>A person who reviews photos.</summary>
    public const string Reviewer = "Reviewer";

    /// <summary>Whoever may see how reviewers do: reviewers themselves, and operators.</summary>
    public const string ReviewStatistics = "ReviewStatistics";

    /// <summary>A reviewer who may reopen what others decided.</summary>
    public const string SeniorReviewer = "SeniorReviewer";

    /// <summary>A person who runs production.</summary>
    public const string Operator = "Operator";

    /// <summary>A person who decides on money.</summary>
    public const string Finance = "Finance";

    /// <summary>A person who runs production, or one who decides on money.</summary>
    public const string OperatorOrFinance = "OperatorOrFinance";

    /// <summary>A person who runs production, or one who decides who works here.</summary>
    public const string OperatorOrAdministrator = "OperatorOrAdministrator";

    /// <summary>An integrator with scope <c>orders</c>.</summary>
    public const string IntegratorOrders = "IntegratorOrders";

    /// <summary>An integrator with scope <c>batches</c>.</summary>
    public const string IntegratorBatches = "IntegratorBatches";

    /// <summary>An integrator with scope <c>photo-checks</c>.</summary>
    public const string IntegratorPhotoChecks = "IntegratorPhotoChecks";

    /// <summary>An integrator with scope <c>webhooks</c>.</summary>
    public const string IntegratorWebhooks = "IntegratorWebhooks";

    /// <summary>An integrator with scope <c>sandbox</c>.</summary>
    public const string IntegratorSandbox = "IntegratorSandbox";

    public const string OrdersScope = ClientScopes.Orders;
    public const string PhotoChecksScope = ClientScopes.PhotoChecks;
    public const string BatchesScope = ClientScopes.Batches;

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Student, policy => policy.RequireClaim(Claims.Kind, Claims.Student));
        options.AddPolicy(Session, policy => policy
            .RequireClaim(Claims.Kind, Claims.Student, Claims.Staff, Claims.StaffToBe).RequireClaim(Claims.Session));
        options.AddPolicy(Staff, policy => Role(
            policy, ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator, ActorKind.Finance));
        options.AddPolicy(OwnStaffAccount, policy => policy
            .RequireClaim(Claims.Kind, Claims.Staff, Claims.StaffToBe).RequireClaim(Claims.Session));
        options.AddPolicy(Administrator, policy => Role(policy, ActorKind.Administrator).RequireClaim(Claims.Session));
        options.AddPolicy(CampaignStaff, policy => Role(policy, ActorKind.Operator, ActorKind.SchoolStaff));
        options.AddPolicy(SchoolReader, policy => Role(
            policy, ActorKind.Operator, ActorKind.Administrator, ActorKind.SchoolStaff));
        options.AddPolicy(Reviewer, policy => Role(policy, ActorKind.Reviewer, ActorKind.SeniorReviewer));
        options.AddPolicy(ReviewStatistics, policy => Role(
            policy, ActorKind.Reviewer, ActorKind.SeniorReviewer, ActorKind.Operator));
        options.AddPolicy(SeniorReviewer, policy => Role(policy, ActorKind.SeniorReviewer));
        options.AddPolicy(Operator, policy => Role(policy, ActorKind.Operator));
        options.AddPolicy(Finance, policy => Role(policy, ActorKind.Finance));
        options.AddPolicy(OperatorOrFinance, policy => Role(policy, ActorKind.Operator, ActorKind.Finance));
        options.AddPolicy(OperatorOrAdministrator, policy => Role(policy, ActorKind.Operator, ActorKind.Administrator));
        options.AddPolicy(IntegratorOrders, policy => Scope(policy, OrdersScope));
        options.AddPolicy(IntegratorPhotoChecks, policy => Scope(policy, PhotoChecksScope));
        options.AddPolicy(IntegratorBatches, policy => Scope(policy, BatchesScope));
        options.AddPolicy(IntegratorWebhooks, policy => Scope(policy, ClientScopes.Webhooks));
        options.AddPolicy(IntegratorSandbox, policy => Scope(policy, ClientScopes.Sandbox));

        // A call without a policy of its own is closed to everybody but signed-in callers, and a test finds it.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }

    private static AuthorizationPolicyBuilder Role(AuthorizationPolicyBuilder policy, params ActorKind[] roles) =>
        policy.RequireClaim(Claims.Kind, Claims.Staff).RequireClaim(Claims.Role, roles.Select(role => role.ToString()));

    private static void Scope(AuthorizationPolicyBuilder policy, string scope) =>
        policy.RequireClaim(Claims.Kind, Claims.Integrator).RequireClaim(Claims.Scope, scope);
}
