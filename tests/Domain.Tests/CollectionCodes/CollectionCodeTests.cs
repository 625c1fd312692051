using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using static CampusPhoto.Domain.Tests.Orders.AnOrder;

namespace CampusPhoto.Domain.Tests.CollectionCodes;

public sealed class CollectionCodeTests
{
    private static readonly CollectionCode Code = new(
        "2026104250001", "张*", "3701**********0011", SchoolCode, "石油大学", "软件工程", Noon.AddDays(1));

    [Fact]
    public void A_code_holds_until_it_expires()
    {
        Code.Check(Noon).ShouldBe(Result.Ok);
        Code.Check(Noon.AddDays(1).AddTicks(-1)).ShouldBe(Result.Ok);
        Code.Check(Noon.AddDays(1)).Error!.Is(CollectionCodeErrors.Expired).ShouldBeTrue();
    }

    [Theory]
    [InlineData("张三", "3701**********0011")]
    [InlineData("张*", "370102200001010011")]
    [InlineData("张*", "3701022000010***11")]
    public void A_code_that_shows_a_clear_name_or_number_is_refused(string name, string idNumber) =>
        (Code with { MaskedName = name, MaskedIdNumber = idNumber }).Check(Noon).Error!.Is(CollectionCodeErrors.NotMasked).ShouldBeTrue();

    [Fact]
    public void A_recognition_is_used_once_within_fifteen_minutes()
    {
        var recognition = new Recognition(new RecognitionId(Person(1)), new AccountId(Student.Id), Identity, Noon);
        recognition.CanUse(Noon.AddMinutes(15)).Error!.Is(CollectionCodeErrors.RecognitionExpired).ShouldBeTrue();
        recognition.Use(Noon.AddMinutes(15)).Error!.Is(CollectionCodeErrors.RecognitionExpired).ShouldBeTrue();
        recognition.UsedAt.ShouldBeNull();
        recognition.Use(Noon.AddMinutes(15).AddTicks(-1)).ShouldBe(Result.Ok);
        recognition.Use(Noon).Error!.Is(CollectionCodeErrors.RecognitionUsed).ShouldBeTrue();
        (recognition.UsedAt, recognition.Version).ShouldBe((Noon.AddMinutes(15).AddTicks(-1), 2));
    }
}
