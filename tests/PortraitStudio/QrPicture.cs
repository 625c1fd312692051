using OpenCvSharp;

using QRCoder;

namespace CampusPhoto.PortraitStudio;

/// <summary>Draws QR codes, bare or in a phone's screenshot.</summary>
public static class QrPicture
{
    private const int PixelsPerModule = 10;

    /// <summary>The code alone on white, as PNG.</summary>
    public static byte[] Plain(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(PixelsPerModule);
    }

    /// <summary>A phone's screenshot (1080 × 2340) of a page with the code on a card, as PNG.</summary>
    public static byte[] Screenshot(string text)
    {
        const int width = 1080, height = 2340, side = 620;
        using var page = new Mat(height, width, MatType.CV_8UC3, new Scalar(245, 243, 242));
        using var code = Cv2.ImDecode(Plain(text), ImreadModes.Color);
        using var scaled = new Mat();
        Cv2.Resize(code, scaled, new Size(side, side), interpolation: InterpolationFlags.Area);

        Cv2.Rectangle(page, new Rect(0, 0, width, 250), new Scalar(190, 120, 30), -1);
        Cv2.PutText(page, "9:41", new Point(60, 80), HersheyFonts.HersheySimplex, 1.4, Scalar.White, 3, LineTypes.AntiAlias);
        Cv2.Rectangle(page, new Rect(940, 45, 80, 36), Scalar.White, 3);
        Cv2.Rectangle(page, new Rect(80, 340, width - 160, 1300), Scalar.White, -1);
        for (var line = 0; line < 4; line++)
        {
            Cv2.Rectangle(page, new Rect(150, 420 + line * 70, 300 + 90 * (line % 3), 26), new Scalar(170, 170, 170), -1);
        }

        using (var place = new Mat(page, new Rect((width - side) / 2, 800, side, side)))
        {
            scaled.CopyTo(place);
        }

        Cv2.Rectangle(page, new Rect(240, 1750, 600, 110), new Scalar(190, 120, 30), -1);
        Cv2.Ellipse(page, new Point(width / 2, 2300), new Size(180, 7), 0, 0, 360, new Scalar(30, 30, 30), -1, LineTypes.AntiAlias);
        Cv2.ImEncode(".png", page, out var bytes);
        return bytes;
    }
}
