using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Submissions;
using CampusPhoto.Infrastructure.Tests.World;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace CampusPhoto.Infrastructure.Tests.Storage;

public sealed class PhotoLinksTests
{
    private static readonly StoredPhoto Photo = new(new string('a', 32), new string('b', 64), 20_480, "image/jpeg");

    [Fact]
    public async Task A_link_names_its_photo_for_ten_minutes()
    {
        await using var school = await Installation.OpenAsync();
        var links = school.Node.Get<IPhotoLinks>();
        string token = links.Create(Photo).Token!;

        school.Node.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        links.Read(token).ShouldBe((Photo.Key, "image/jpeg"));
        school.Node.Clock.Advance(TimeSpan.FromSeconds(1));
        links.Read(token).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_with_any_of_its_characters_changed_is_refused()
    {
        await using var school = await Installation.OpenAsync();
        var links = school.Node.Get<IPhotoLinks>();
        string token = links.Create(Photo).Token!;

        foreach (string altered in (IEnumerable<string>)[.. Flip.EachCharacter(token), .. Flip.Character(token, token.Length - 1)])
            links.Read(altered).ShouldBeNull(altered);
        foreach (string cut in (string[])["", token[..^1], token + "A", "null", "!!!"]) links.Read(cut).ShouldBeNull(cut);
    }

    [Fact]
    public async Task A_link_holds_on_every_node_of_the_installation_and_on_no_other_installation()
    {
        await using var school = await Installation.OpenAsync();
        await using var other = await Installation.OpenAsync();
        string token = school.Node.Get<IPhotoLinks>().Create(Photo).Token!;

        school.AddNode().Get<IPhotoLinks>().Read(token).ShouldNotBeNull();
        other.Node.Get<IPhotoLinks>().Read(token).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_sealed_for_another_purpose_is_no_link()
    {
        await using var school = await Installation.OpenAsync();
        string expires = school.Node.Now.AddMinutes(5).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string foreign = school.Node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("other")
            .Protect($"{expires}|{Photo.Key}|image/jpeg");

        school.Node.Get<IPhotoLinks>().Read(foreign).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_tells_neither_the_photo_s_name_nor_its_hash()
    {
        await using var school = await Installation.OpenAsync();
        string token = school.Node.Get<IPhotoLinks>().Create(Photo).Token!;

        token.ShouldNotContain(Photo.Key);
        token.ShouldAllBe(character => char.IsAsciiLetterOrDigit(character) || character == '-' || character == '_');
    }
}
