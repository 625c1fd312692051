using System.Globalization;
using System.Text;
using CampusPhoto.WebApi.Http.Problems;
using CampusPhoto.WebApi.OpenApi;

namespace CampusPhoto.WebApi.Tests.Contract;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void No_two_errors_share_a_code() =>
        ErrorCatalogue.All.GroupBy(error => error.Code).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void Every_error_says_what_is_wrong_and_what_to_do_in_both_languages()
    {
        ErrorCatalogue.All.Count.ShouldBeGreaterThan(50);
        foreach (var error in ErrorCatalogue.All)
        {
            error.Code.ShouldMatch("^[a-z_]+\\.[a-z_]+$");
            foreach (var text in new[] { error.Message, error.Remedy })
            {
                text.Zh.ShouldMatch("[\u4e00-\u9fff]", error.Code);
                text.En.ShouldNotBeNullOrWhiteSpace(error.Code);
            }
        }
    }

    [Fact]
    public Task The_list_of_errors_in_the_docs_is_the_list_in_the_code()
    {
        var table = new StringBuilder(
            """
            # Errors

            Every refusal is a problem document (RFC 9457, `application/problem+json`) whose `code` is one of these. Codes never change; texts may. `type` is `/errors/` and the code. This file is written from the code: `CAMPUSPHOTO_APPROVE=1` when running WebApi.Tests.

            | code | status | 中文 | 解决办法 | English | what to do |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var error in ErrorCatalogue.All)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{error.Code}` | {ErrorStatus.Of(error)} | {error.Message.Zh} | {error.Remedy.Zh} | {error.Message.En} | {error.Remedy.En} |\n");
        }

        return ApprovedFile.ShouldEqualAsync("docs/errors.md", table.ToString(), TestContext.Current.CancellationToken);
    }
}
