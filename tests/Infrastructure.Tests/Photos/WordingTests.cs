using CampusPhoto.Domain.Common;
using CampusPhoto.Infrastructure.Photos;
using CampusPhoto.Infrastructure.Photos.Catalogue;

using Microsoft.Extensions.Options;

namespace CampusPhoto.Infrastructure.Tests.Photos;

/// <summary>What a report tells of another specification than the national one.</summary>
public sealed class WordingTests
{
    private readonly PhotoSpecifications _catalogue = new(Options.Create(new PhotoSpecificationOptions()));

    [Fact]
    public void The_size_that_is_told_is_that_of_the_specification()
    {
        var remedy = Remedy("idcard-ga461-2004", CheckCodes.HeadTopMargin, 1);

        remedy.Zh.ShouldContain("358×441");
        remedy.En.ShouldContain("358×441");
        Remedy("chsi-graduation-2017", CheckCodes.HeadTopMargin, 1).En.ShouldContain("480×640");
    }

    [Fact]
    public void The_background_colours_that_are_told_are_those_of_the_specification()
    {
        var white = Remedy("chsi-graduation-2017-white", CheckCodes.BackgroundColour, 60);

        (white.Zh.Contains("白色", StringComparison.Ordinal), white.Zh.Contains("浅蓝", StringComparison.Ordinal)).ShouldBe((true, false));
        white.En.ShouldContain("off white;");
        Remedy("chsi-graduation-2017", CheckCodes.BackgroundColour, 60).En.ShouldContain("light blue, white, light grey");
    }

    [Fact]
    public void No_words_keep_a_place_that_was_not_filled()
    {
        foreach (var specification in _catalogue.All)
        {
            foreach (var requirement in specification.Requirements)
            {
                foreach (var value in (double[])[-1e6, 1e6])
                {
                    if (CheckWording.Item(specification, requirement, value).Remedy is not { } remedy) continue;
                    remedy.Zh.ShouldNotContain("{", Case.Sensitive, requirement.Code);
                    remedy.En.ShouldNotContain("{", Case.Sensitive, requirement.Code);
                }
            }
        }
    }

    private LocalizedText Remedy(string id, string code, double value)
    {
        var specification = _catalogue.Newest(id)!;
        return CheckWording.Item(specification, specification.Requirements.Single(one => one.Code == code), value).Remedy.ShouldNotBeNull();
    }
}
