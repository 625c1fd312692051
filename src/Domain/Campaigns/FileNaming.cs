using System.Text.RegularExpressions;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Campaigns;

/// <summary>
/// How delivered files are named: a text with <c>{uniqueNumber}</c>, <c>{orderNumber}</c> and <c>{schoolCode}</c>, to
/// which <c>.jpg</c> is added. One of the first two must be in it, so that no two files have one name.
/// </summary>
public static partial class FileNaming
{
    /// <summary>学生唯一编号.</summary>
    public const string Default = UniqueNumber;

    /// <summary>Greatest length of a template.</summary>
    public const int MaxLength = 100;

    private const string UniqueNumber = "{uniqueNumber}";
    private const string OrderNumber = "{orderNumber}";
    private const string SchoolCode = "{schoolCode}";

    /// <summary>Whether the template names every file, and each differently.</summary>
    /// <returns>Success, or <c>campaign.naming_invalid</c>.</returns>
    public static Result Check(string template) =>
        template.Length <= MaxLength && Form.IsMatch(template)
        && (template.Contains(UniqueNumber, StringComparison.Ordinal) || template.Contains(OrderNumber, StringComparison.Ordinal))
            ? Result.Ok
            : CampaignErrors.NamingInvalid;

    /// <summary>The name of one file.</summary>
    public static string Name(string template, string uniqueNumber, string orderNumber, string schoolCode) =>
        template
            .Replace(UniqueNumber, uniqueNumber, StringComparison.Ordinal)
            .Replace(OrderNumber, orderNumber, StringComparison.Ordinal)
            .Replace(SchoolCode, schoolCode, StringComparison.Ordinal) + ".jpg";

    // A name that begins with a dot is hidden, and no path may come of it.
    [GeneratedRegex(@"^(?!\.)(?:[A-Za-z0-9_.-]|\{uniqueNumber\}|\{orderNumber\}|\{schoolCode\})+\z")]
    private static partial Regex Form { get; }
}
