using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Rosters;

namespace CampusPhoto.Domain.Tests.Rosters;

public sealed class RosterEntryTests
{
    [Theory]
    [InlineData("张晓明", " 张 晓明", true)]
    [InlineData("阿依古丽·买买提", "阿依古丽•买买提", true)]
    [InlineData("阿依古丽·买买提", "阿依古丽．买买提", true)]
    [InlineData("Li Lei", "LI LEI", true)]
    [InlineData("Li Lei", "ＬＩ　ＬＥＩ", true)]
    [InlineData("张晓明", "张小明", false)]
    [InlineData("张晓明", "张晓", false)]
    [InlineData("张晓明", " ", false)]
    public void A_name_is_compared_by_what_is_read_not_by_how_it_is_typed(string name, string typed, bool same) =>
        Entry(name).IsNamed(typed).ShouldBe(same);

    [Fact]
    public void Nobody_is_named_by_an_entry_without_a_name()
    {
        Entry(null).IsNamed("").ShouldBeFalse();
        Entry(null).MaskedName.ShouldBe("*");
    }

    [Theory]
    [InlineData("张晓明", "张**")]
    [InlineData("丽", "*")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("Li Lei", "L*****")]
    public void A_masked_name_shows_its_first_character(string name, string masked) => Entry(name).MaskedName.ShouldBe(masked);

    private static RosterEntry Entry(string? name) => new(
        Id.New<RosterEntryId>(DateTimeOffset.UnixEpoch), Id.New<CampaignId>(DateTimeOffset.UnixEpoch), 1,
        new RosterStudent("2737020115", "", "", name), new KeyedHash(new string('a', KeyedHash.Length)));
}
