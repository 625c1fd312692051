using CampusPhoto.Application.Abstractions;
using QRCoder;
using SkiaSharp;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>One PDF of labels. Lengths are in points of a 72nd of an inch, as PDF has them.</summary>
internal sealed class CodeSheetDocument : ICodeSheetDocument
{
    private const int Columns = 3;
    private const int Rows = 7;
    private const float Millimetre = 72 / 25.4f;
    private const float PageWidth = 210 * Millimetre;
    private const float PageHeight = 297 * Millimetre;

    // The measures of sheets of 21 labels, which are sold by many makers.
    private const float LabelWidth = 63.5f * Millimetre;
    private const float LabelHeight = 38.1f * Millimetre;
    private const float Pitch = 66.04f * Millimetre;
    private const float Left = 7.21f * Millimetre;
    private const float Top = 15.15f * Millimetre;
    private const float Code = 36 * Millimetre;
    private const float Gap = 1 * Millimetre;
    private const float Large = 8.5f;
    private const float Small = 6.5f;
    private const float Leading = 1.3f;
    private const int MostLines = 2;

    private readonly SKManagedWStream _stream;
    private readonly SKDocument _document;
    private readonly SKFont _large;
    private readonly SKFont _small;
    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly SKPaint _edge = new() { Color = SKColors.LightGray, IsStroke = true, StrokeWidth = 0.25f };
    private SKCanvas? _page;
    private int _onPage;

    public CodeSheetDocument(Stream target, SKTypeface letters, string title, DateTime now)
    {
        _stream = new SKManagedWStream(target, disposeManagedStream: false);
        _document = SKDocument.CreatePdf(_stream, new SKDocumentPdfMetadata
        {
            Title = title, Creation = now, Modified = now, RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            // Without loss; a code of a pixel a module must not become a JPEG.
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        });
        (_large, _small) = (new SKFont(letters, Large), new SKFont(letters, Small));
    }

    public bool Add(CodeLabel label)
    {
        _page ??= _document.BeginPage(PageWidth, PageHeight);
        float left = Left + (_onPage % Columns * Pitch);
        float top = Top + (_onPage / Columns * LabelHeight);
        _page.DrawRect(left, top, LabelWidth, LabelHeight, _edge);
        Draw(label.Text, SKRect.Create(left + Gap, top + ((LabelHeight - Code) / 2), Code, Code));
        Write(label, left + Gap + Code, top + (2 * Gap), LabelWidth - Code - (2 * Gap));
        if (++_onPage < Columns * Rows) return false;
        EndPage();
        return true;
    }

    public void Close()
    {
        // A document has a page, though nobody is on the roster.
        if (_page is null && _onPage == 0) _page = _document.BeginPage(PageWidth, PageHeight);
        if (_page is not null) EndPage();
        _document.Close();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
        _stream.Dispose();
        _large.Dispose();
        _small.Dispose();
        _ink.Dispose();
        _edge.Dispose();
    }

    private void EndPage()
    {
        _document.EndPage();
        _page?.Dispose();
        (_page, _onPage) = (null, 0);
    }

    // One pixel a module, with the quiet zone; PDF scales it without smoothing.
    private void Draw(string text, SKRect place)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        int side = code.ModuleMatrix.Count;
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Gray8, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++)
                pixels[(row * bitmap.RowBytes) + column] = code.ModuleMatrix[row][column] ? byte.MinValue : byte.MaxValue;
        using SKImage image = SKImage.FromBitmap(bitmap);
        _page!.DrawImage(image, place, SKSamplingOptions.Default, _ink);
    }

    private void Write(CodeLabel label, float left, float top, float width)
    {
        float y = top;
        foreach (string line in Fit(label.Heading, _large, width)) Set(line, _large);
        foreach (string line in label.Lines.SelectMany(text => Fit(text, _small, width))) Set(line, _small);

        void Set(string line, SKFont font)
        {
            y += font.Size * Leading;
            _page!.DrawText(line, left, y, SKTextAlign.Left, font, _ink);
        }
    }

    private static IEnumerable<string> Fit(string text, SKFont font, float width)
    {
        for (int line = 1; text.Length > 0; line++)
        {
            int taken = Math.Max(1, font.BreakText(text, width));
            if (taken < text.Length && char.IsHighSurrogate(text[taken - 1])) taken--;
            if (line == MostLines && taken < text.Length)
            {
                yield return $"{text[..Math.Max(1, taken - 1)]}…";
                yield break;
            }

            yield return text[..taken];
            text = text[taken..];
        }
    }
}
