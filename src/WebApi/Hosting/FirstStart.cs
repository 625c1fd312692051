using CampusPhoto.Infrastructure;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>Brings the database up to date and tells the secrets that an empty development database was given.</summary>
internal static class FirstStart
{
    public static async Task PrepareAsync(WebApplication app)
    {
        // Past the log on purpose: a secret belongs on the screen of who started this, and nowhere else.
        foreach (var secret in await app.Services.PrepareDatabaseAsync(app.Lifetime.ApplicationStopping))
            Console.WriteLine($"{secret.Role}: {secret.Name} / {secret.Secret} (told once)");
    }
}
