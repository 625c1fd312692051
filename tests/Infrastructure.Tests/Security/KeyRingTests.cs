using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Tests.Security;

public sealed class KeyRingTests
{
    private static readonly StoredPhoto Photo = new(new string('a', 32), new string('b', 64), 20_480, "image/jpeg");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_framework_s_keys_lie_encrypted_in_the_database_and_no_warning_says_otherwise()
    {
        await using var school = await Installation.OpenAsync();
        school.Node.Get<IPhotoLinks>().Create(Photo);

        await using var db = school.Node.Open();
        string stored = (await db.DataProtectionKeys.SingleAsync(Ct)).Xml!;
        stored.ShouldContain("<encryptedKey");
        stored.ShouldContain("e1.dev.");
        stored.ShouldNotContain("masterKey");
        school.Node.Log.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_change_of_keys_what_was_sealed_before_is_still_read_and_without_the_old_key_it_is_not()
    {
        await using var school = await Installation.OpenAsync(settings => Keys(settings, "k1", (1, "k1")));
        string token = school.Node.Get<IPhotoLinks>().Create(Photo).Token!;

        school.AddNode(settings => Keys(settings, "k2", (1, "k1"), (2, "k2"))).Get<IPhotoLinks>().Read(token).ShouldNotBeNull();
        school.AddNode(settings => Keys(settings, "k2", (2, "k2"))).Get<IPhotoLinks>().Read(token).ShouldBeNull();
    }

    [Fact]
    public async Task Nodes_of_one_installation_share_one_key_ring()
    {
        await using var school = await Installation.OpenAsync();
        var sealedText = school.Node.Get<IDataProtectionProvider>().CreateProtector("token").Protect("session");

        school.AddNode().Get<IDataProtectionProvider>().CreateProtector("token").Unprotect(sealedText).ShouldBe("session");
    }

    private static void Keys(NodeSettings settings, string current, params (byte Fill, string Id)[] keys)
    {
        foreach (var (fill, id) in keys)
            settings.Values[$"PersonalData:Keys:{id}"] = Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());
        settings.Values["PersonalData:CurrentKey"] = current;
        settings.Values["PersonalData:HashKey"] = Convert.ToBase64String(Enumerable.Repeat((byte)9, 32).ToArray());
    }
}
