using System.Globalization;
using System.Security.Cryptography;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.CollectionCodes;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>
/// <c>issue-code --out FILE.png</c>: writes a collection code in our own format as a PNG and prints its text. Parts that
/// are not given are those of a demonstration student with a random unique number.
/// </summary>
internal static class IssueCode
{
    public static bool Run(WebApplicationBuilder builder, string[] args)
    {
        IConfiguration given = new ConfigurationBuilder().AddCommandLine(args).Build();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!int.TryParse(given["days"] ?? "365", NumberStyles.None, CultureInfo.InvariantCulture, out int days))
        {
            Console.Error.WriteLine("--days is a whole number of days.");
            return false;
        }

        var code = new CollectionCode(
            given["unique-number"] ?? $"2027{RandomNumberGenerator.GetInt32(100_000_000, 999_999_999)}",
            given["name"] ?? "张*",
            given["id-number"] ?? "3702**********0016",
            given["school"] ?? "10425",
            given["school-name"] ?? "中国石油大学（华东）",
            given["major"] ?? "计算机科学与技术",
            now.AddDays(days));
        string text;
        try
        {
            text = services.GetRequiredService<SignedCollectionCodeIssuer>().IssueText(code, now);
        }
        catch (InvalidOperationException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return false;
        }

        if (given["out"] is { } path) File.WriteAllBytes(path, SignedCollectionCodeIssuer.Draw(text));
        Console.WriteLine(text);
        return true;
    }
}
