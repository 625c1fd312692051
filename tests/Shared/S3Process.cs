using System.Diagnostics;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;

namespace CampusPhoto.Tests.Shared;

/// <summary>An object store (npm s3rver) as a process of its own, on a free loopback port and in a temporary folder.</summary>
public sealed class S3Process : IAsyncDisposable
{
    private const string Listening = "S3rver listening on ";

    /// <summary>Its only access key and that key's secret.</summary>
    public const string Secret = "S3RVER";

    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-s3-").FullName;
    private readonly Process _process = new();

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The bucket that it begins with.</summary>
    public string Bucket { get; } = $"photos-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>The API's settings for it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Storage:Kind"] = "S3",
        ["Storage:S3:ServiceUrl"] = Address,
        ["Storage:S3:Bucket"] = Bucket,
        ["Storage:S3:AccessKey"] = Secret,
        ["Storage:S3:SecretKey"] = Secret,
    };

    /// <summary>Starts it, with one empty bucket.</summary>
    public async ValueTask StartAsync()
    {
        var program = Path.Combine(Repository.Root, "eng", "s3rver", "node_modules", "s3rver", "bin", "s3rver.js");
        if (!File.Exists(program)) throw new InvalidOperationException("The object store of the tests is not there: npm ci --prefix eng/s3rver");
        _process.StartInfo = new ProcessStartInfo("node", [program, "-d", _folder, "-a", "127.0.0.1", "-p", "0", "--configure-bucket", Bucket])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) listening.TrySetException(new InvalidOperationException("The object store stopped before it listened."));
            else if (line.Data.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                listening.TrySetResult($"http://{line.Data[(at + Listening.Length)..].Trim()}");
        };
        _process.Start();
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        Address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>A client of it that is none of the API's.</summary>
    public IAmazonS3 Client() => new AmazonS3Client(
        new BasicAWSCredentials(Secret, Secret),
        new AmazonS3Config { ServiceURL = Address, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    /// <summary>Ends it at once.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
