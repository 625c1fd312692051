using System.Security.Cryptography;
using System.Text;
using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Support;
using CampusPhoto.Infrastructure.Persistence.Encryption;
using CampusPhoto.Infrastructure.Staff;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Persistence;

public sealed class HiddenPersonalDataTests
{
    private const string StaffPhone = "13700137000";

    private static readonly string OldKey = Key(1);
    private static readonly string NewKey = Key(2);
    private static readonly string HashKey = Key(3);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_of_the_database_hold_no_unique_number_phone_or_cached_answer_in_the_clear()
    {
        await using var school = await Installation.OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var enrolled = await open.EnrolAsync(Campus.UniqueNumber);
        var order = enrolled.Place();
        await school.Node.SaveAsync(
            order,
            new Reprint(
                order.Id, order.Id, enrolled.Account.Id, new PrintJob("one-inch", "FiveInch", 25, 1, new Money(3000), Money.Zero), ReprintDelivery.Post,
                new PostalAddress("收件人甲", "053286980000", "长江西路66号")),
            new Ticket(
                Id.New<TicketId>(school.Node.Now), enrolled.Account.Id, TicketTopic.Other, order.Id, "我的学号在这里", TextJudgement.Passed, school.Node.Now),
            Campus.Recognition(enrolled.Account, enrolled.Enrolment.Identity, school.Node.Now),
            new StaffUser { Id = Guid.CreateVersion7(), UserName = "reviewer", PhoneNumber = StaffPhone });
        await using (var scope = school.Node.Scope())
        {
            scope.ServiceProvider.GetRequiredService<IIdempotencyStore>().AddFinished(
                new IdempotencyKey("student", "POST /orders", "k1", new string('a', 64)), """{"name":"王小明同学"}""");
            (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().TrySaveAsync(Ct)).ShouldBeTrue();
        }

        byte[] raw = await school.RawDatabaseAsync();
        Holds(raw, Campus.SchoolCode).ShouldBeTrue();
        Holds(raw, enrolled.Account.OpenId).ShouldBeTrue();
        foreach (string secret in (string[])[Campus.UniqueNumber, Campus.Phone, StaffPhone, "王小明", "k1\"", "收件人甲", "053286980000", "长江西路66号", "我的学号在这里"])
            Holds(raw, secret).ShouldBeFalse(secret);
    }

    [Fact]
    public async Task After_a_change_of_keys_old_rows_are_read_with_the_old_key_and_new_ones_are_written_with_the_new_key()
    {
        await using var school = await Installation.OpenAsync(settings => Keys(settings, "k1", ("k1", OldKey)));
        var old = Campus.Account(school.Node.Hasher, school.Node.Now, "oOld");
        await school.Node.SaveAsync(old);
        var changed = school.AddNode(settings => Keys(settings, "k2", ("k1", OldKey), ("k2", NewKey)));
        await changed.SaveAsync(Campus.Account(changed.Hasher, changed.Now, "oNew"));

        await using var db = changed.Open();
        (await db.Accounts.SingleAsync(account => account.OpenId == "oOld", Ct)).Phone.ShouldBe(Campus.Phone);
        (await db.Accounts.SingleAsync(account => account.OpenId == "oNew", Ct)).Phone.ShouldBe(Campus.Phone);
        (await StoredPhoneAsync(changed, "oOld")).ShouldStartWith("e1.k1.");
        (await StoredPhoneAsync(changed, "oNew")).ShouldStartWith("e1.k2.");

        (await db.Accounts.SingleAsync(account => account.OpenId == "oOld", Ct)).SetPhone("13800138000", changed.Hasher.Hash(PersonalValue.Phone, "13800138000"));
        await db.SaveChangesAsync(Ct);
        (await StoredPhoneAsync(changed, "oOld")).ShouldStartWith("e1.k2.");
    }

    [Fact]
    public async Task A_node_without_the_old_key_says_which_setting_is_missing()
    {
        await using var school = await Installation.OpenAsync(settings => Keys(settings, "k1", ("k1", OldKey)));
        await school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now));
        var changed = school.AddNode(settings => Keys(settings, "k2", ("k2", NewKey)));

        await using var db = changed.Open();
        var failure = await Should.ThrowAsync<CryptographicException>(() => db.Accounts.SingleAsync(Ct));
        failure.Message.ShouldContain("PersonalData:Keys:k1");
    }

    [Fact]
    public async Task A_node_with_a_wrong_key_of_the_same_name_reads_nothing_rather_than_rubbish()
    {
        await using var school = await Installation.OpenAsync(settings => Keys(settings, "k1", ("k1", OldKey)));
        await school.Node.SaveAsync(Campus.Account(school.Node.Hasher, school.Node.Now));
        var wrong = school.AddNode(settings => Keys(settings, "k1", ("k1", NewKey)));

        await using var db = wrong.Open();
        await Should.ThrowAsync<CryptographicException>(() => db.Accounts.SingleAsync(Ct));
    }

    [Fact]
    public async Task A_student_is_found_by_the_keyed_hash_of_the_unique_number()
    {
        await using var school = await Installation.OpenAsync();
        var open = await OpenCampaign.SaveAsync(school.Node);
        var enrolled = await open.EnrolAsync(Campus.UniqueNumber);
        await open.EnrolAsync();
        var order = enrolled.Place();
        await school.Node.SaveAsync(order);

        await using var scope = school.Node.Scope();
        var enrolments = scope.ServiceProvider.GetRequiredService<IEnrolmentRepository>();
        var hash = school.Node.Hasher.Hash(PersonalValue.UniqueNumber, $" {Campus.UniqueNumber} ");
        (await enrolments.FindLiveAsync(open.Campaign.Id, hash, Ct))!.Id.ShouldBe(enrolled.Enrolment.Id);
        (await enrolments.FindLiveAsync(new CampaignId(Guid.NewGuid()), hash, Ct)).ShouldBeNull();
        (await scope.ServiceProvider.GetRequiredService<IOrderRepository>().FindLiveAsync(open.Campaign.Id, hash, Ct))
            .ShouldBe((order.Id, enrolled.Account.Id));
    }

    [Fact]
    public async Task Hashes_depend_on_the_key_and_on_the_kind_of_value()
    {
        await using var school = await Installation.OpenAsync(settings => Keys(settings, "k1", ("k1", OldKey)));
        var other = school.AddNode(settings =>
        {
            Keys(settings, "k1", ("k1", OldKey));
            settings.Values["PersonalData:HashKey"] = Key(9);
        });

        var hash = school.Node.Hasher.Hash(PersonalValue.Phone, Campus.Phone);
        hash.Value.Length.ShouldBe(64);
        school.Node.Hasher.Hash(PersonalValue.Phone, Campus.Phone).ShouldBe(hash);
        school.Node.Hasher.Hash(PersonalValue.UniqueNumber, Campus.Phone).ShouldNotBe(hash);
        other.Hasher.Hash(PersonalValue.Phone, Campus.Phone).ShouldNotBe(hash);
    }

    [Fact]
    public async Task A_hidden_value_cannot_be_read_in_another_column_nor_after_any_of_its_characters_was_changed()
    {
        await using var school = await Installation.OpenAsync();
        var cipher = school.Node.Get<PersonalDataCipher>();
        string hidden = cipher.Encrypt(Campus.Phone, "account.phone");

        cipher.Decrypt(hidden, "account.phone").ShouldBe(Campus.Phone);
        cipher.Encrypt(Campus.Phone, "account.phone").ShouldNotBe(hidden);
        Should.Throw<CryptographicException>(() => cipher.Decrypt(hidden, "order.contact_phone"));
        foreach (string altered in Flip.EachCharacter(hidden))
            Should.Throw<Exception>(() => cipher.Decrypt(altered, "account.phone")).ShouldBeAssignableTo<CryptographicException>(altered);
    }

    private static bool Holds(byte[] raw, string text) => raw.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static string Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());

    private static void Keys(NodeSettings settings, string current, params (string Id, string Key)[] keys)
    {
        foreach (var (id, key) in keys) settings.Values[$"PersonalData:Keys:{id}"] = key;
        settings.Values["PersonalData:CurrentKey"] = current;
        settings.Values["PersonalData:HashKey"] = HashKey;
    }

    private static async Task<string> StoredPhoneAsync(Node node, string openId)
    {
        await using var db = node.Open();
        return await db.Database.SqlQuery<string>($"""SELECT "Phone" AS "Value" FROM "Accounts" WHERE "OpenId" = {openId}""").SingleAsync(Ct);
    }
}
