using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests;

/// <summary>A file of the repository that must equal what the code says. CAMPUSPHOTO_APPROVE=1 writes it instead.</summary>
internal static class ApprovedFile
{
    private const string Approve = "CAMPUSPHOTO_APPROVE";

    public static async Task ShouldEqualAsync(string path, string text, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable(Approve) == "1") await File.WriteAllTextAsync(file, text, cancellationToken);
        File.Exists(file).ShouldBeTrue($"{path} is missing; run the tests with {Approve}=1 to write it.");
        var approved = await File.ReadAllTextAsync(file, cancellationToken);
        if (approved == text) return;
        var line = approved.Split('\n').Zip(text.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"{path} differs from the code from line {line + 1} on; look at the change and run the tests with {Approve}=1 to write it.");
    }
}
