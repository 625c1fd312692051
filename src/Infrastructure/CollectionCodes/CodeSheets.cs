using CampusPhoto.Application.Abstractions;
using SkiaSharp;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>Sheets by Skia, whose PDF goes to the target page by page; letters are of a font that has Chinese.</summary>
internal sealed class CodeSheets(TimeProvider clock) : ICodeSheets, IDisposable
{
    private readonly Lazy<SKTypeface> _letters = new(() =>
        SKTypeface.FromFile(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansHans-Regular.otf"))
        ?? throw new FileNotFoundException("The font of the sheets is not beside the program: fonts/NotoSansHans-Regular.otf."));

    public ICodeSheetDocument Begin(Stream target, string title) =>
        new CodeSheetDocument(target, _letters.Value, title, clock.GetUtcNow().UtcDateTime);

    public void Dispose()
    {
        if (_letters.IsValueCreated) _letters.Value.Dispose();
    }
}
