using System.ComponentModel.DataAnnotations;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>How much the photo check may take of the machine; section <c>PhotoCheck</c>.</summary>
internal sealed class PhotoCheckOptions
{
    public const string Section = "PhotoCheck";

    /// <summary>Checks that run at once, each on a thread of its own with its own models (about 60 MB each).</summary>
    [Range(1, 64)]
    public int Workers { get; set; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>Checks that may wait; one more is answered <c>photo.checker_busy</c>.</summary>
    [Range(0, 10_000)]
    public int QueueLength { get; set; } = 32;

    /// <summary>Longest time from the call to its answer, waiting and reading included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What a refused caller is told to wait.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Folder of the model files; a relative one lies beside the program.</summary>
    [Required]
    public string ModelsFolder { get; set; } = "models";

    /// <summary>Greatest picture file in which a QR code is looked for, in bytes.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int QrMaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Greatest number of pixels of such a picture.</summary>
    [Range(10_000, 100_000_000)]
    public int QrMaxPixels { get; set; } = 50_000_000;
}
