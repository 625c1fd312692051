using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Enrolments;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Schools;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Infrastructure.Tests.World;

/// <summary>A saved school with an open campaign, in which students enrol.</summary>
internal sealed record OpenCampaign(Node Node, School School, Campaign Campaign)
{
    public static async Task<OpenCampaign> SaveAsync(Node node)
    {
        var school = Campus.School(node.Now);
        var campaign = Campus.Campaign(school, node.Now);
        await node.SaveAsync(school, campaign);
        return new OpenCampaign(node, school, campaign);
    }

    /// <summary>Saves a student with an enrolment and a submission.</summary>
    public async Task<Enrolled> EnrolAsync(string? uniqueNumber = null)
    {
        var account = Campus.Account(Node.Hasher, Node.Now);
        var student = Campus.Student(Node.Hasher, uniqueNumber);
        var enrolment = Campus.Enrolment(Campaign, account, student, Node.Now);
        var submission = Campus.Submission(enrolment, Node.Now);
        await Node.SaveAsync(account, enrolment, submission);
        return new Enrolled(this, account, enrolment, submission);
    }

    /// <summary>Saves a student with a placed order.</summary>
    public async Task<Order> OrderAsync(Action<Order>? then = null)
    {
        var order = (await EnrolAsync()).Place();
        then?.Invoke(order);
        await Node.SaveAsync(order);
        return order;
    }
}

/// <summary>A student who has sent a photo.</summary>
internal sealed record Enrolled(OpenCampaign In, Account Account, Enrolment Enrolment, Submission Submission)
{
    /// <summary>Places an order, which is not saved.</summary>
    public Order Place(string? number = null) =>
        Campus.Order(In.Campaign, Enrolment, Submission, Account, In.Node.Now, number);
}
