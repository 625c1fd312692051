using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;

namespace CampusPhoto.Application.Production;

/// <summary>Draws the sheets of 加洗 that a package holds.</summary>
internal sealed class PrintSheets(IPhotoPictures pictures, TimeProvider clock)
{
    private const int MostTries = 30;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>Where a sheet lies in the package: by paper, width and how often it is to be printed.</summary>
    public static string NameOf(OrderNumber order, PrintJob job) =>
        $"sheets/{job.Paper}-{(job.WidthMm is { } mm ? $"{mm}mm" : "own")}-x{job.Sheets}/{order}.jpg";

    /// <summary>Draws a sheet with as many prints as fit.</summary>
    public async Task<byte[]> DrawAsync(byte[] photo, PrintJob job, CancellationToken cancellationToken)
    {
        var sheet = new PrintSheet(Enum.Parse<PrintPaper>(job.Paper), null, job.WidthMm, PrintFormat.Jpeg);
        for (int tries = 1; ; tries++)
        {
            using var content = new MemoryStream(photo, writable: false);
            Result<byte[]> drawn = await pictures.LayOutAsync(content, sheet, cancellationToken);
            if (drawn.Error is not { } error) return drawn.Value;

            // The package is half sent: students' checks come first, but they do not break it off at once.
            if (error.Kind != ErrorKind.Unavailable || tries == MostTries)
                throw new InvalidDataException($"A sheet of prints cannot be drawn: {error.Code}.");
            await Task.Delay(error.RetryAfter ?? Wait, clock, cancellationToken);
        }
    }
}
