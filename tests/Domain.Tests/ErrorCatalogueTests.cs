using System.Reflection;
using System.Text.RegularExpressions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Domain.Tests;

public sealed partial class ErrorCatalogueTests
{
    private static readonly Error[] All =
    [
        .. typeof(Error).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Error)).Select(field => (Error)field.GetValue(null)!),
    ];

    [Fact]
    public void Every_error_has_a_code_of_its_own_by_area_and_reason()
    {
        All.Length.ShouldBeGreaterThan(50);
        All.Select(error => error.Code).ShouldBeUnique();
        foreach (var error in All) error.Code.ShouldMatch(Code().ToString());
    }

    [Fact]
    public void Every_error_says_in_both_languages_what_is_wrong_and_what_to_do()
    {
        foreach (var error in All)
        {
            foreach (var text in new[] { error.Message, error.Remedy })
            {
                Han().IsMatch(text.Zh).ShouldBeTrue(error.Code);
                text.Zh.ShouldEndWith("。", customMessage: error.Code);
                Han().IsMatch(text.En).ShouldBeFalse(error.Code);
                text.En.ShouldEndWith(".", customMessage: error.Code);
            }
        }
    }

    [Fact]
    public void Every_reason_of_the_rejection_catalogue_has_its_remedy_in_both_languages()
    {
        RejectionReason.Catalogue.Count.ShouldBeGreaterThan(20);
        RejectionReason.Catalogue.Select(reason => reason.Code).ShouldBeUnique();
        foreach (var reason in RejectionReason.Catalogue)
        {
            reason.Code.ShouldMatch("^[A-Z_]{2,32}$");
            RejectionReason.Find(reason.Code).ShouldBe(reason);
            Han().IsMatch(reason.Reason.Zh).ShouldBeTrue(reason.Code);
            Han().IsMatch(reason.Remedy.Zh).ShouldBeTrue(reason.Code);
            Han().IsMatch(reason.Reason.En + reason.Remedy.En).ShouldBeFalse(reason.Code);
        }

        RejectionReason.Find("UGLY").ShouldBeNull();
    }

    [GeneratedRegex(@"^[a-z_]+\.[a-z_]+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
