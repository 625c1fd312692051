using System.Globalization;

using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Photos;

namespace CampusPhoto.Infrastructure.Photos;

/// <summary>The words of each check item: what was measured and, when it failed, what to change and by how much.</summary>
internal static class CheckWording
{
    /// <summary>A quantity's name and unit, and what helps when it is too low or too high; {0} is the missing amount.</summary>
    private sealed record Words(
        string Zh, string En, string Unit, int Digits, string LowZh, string LowEn, string HighZh, string HighEn);

    private static readonly Dictionary<string, Words> All = new()
    {
        [CheckCodes.FileBytes] = new(
            "文件大小", "File size", "bytes", 0,
            "文件小了 {0}，请上传原图，不要用压缩过的图片。", "The file is {0} too small; upload the original instead of a compressed copy.",
            "文件大了 {0}，请选择较小的照片。", "The file is {0} too large; choose a smaller one."),
        [CheckCodes.FileDimensions] = new(
            "照片短边", "Shorter side of the photo", "px", 0,
            "短边还差 {0}，请用手机原相机重新拍摄并上传原图。", "The shorter side is {0} short; take the photo with the phone's own camera and upload the original.",
            "短边超出 {0}，请缩小后上传。", "The shorter side is {0} too long; scale the photo down."),
        [CheckCodes.FaceCount] = new(
            "人脸数量", "Number of faces", "count", 0,
            "没有找到清晰的正面人脸，请正对镜头、竖直拍摄。", "No clear frontal face was found; face the camera and hold it upright.",
            "多出的人脸：{0}，请只拍本人，背景中不要有他人或人像。", "Faces too many: {0}; only you may be in the photo, with no other people or portraits behind you."),
        [CheckCodes.FaceSize] = new(
            "原图中的脸宽", "Width of the face in the upload", "px", 0,
            "脸宽还差 {0}，请靠近一些，或使用更高的分辨率。", "The face is {0} too narrow; come closer or use a higher resolution.",
            "脸宽超出 {0}，请离镜头远一些。", "The face is {0} too wide; move away from the camera."),
        [CheckCodes.HeadTopMargin] = new(
            "头顶距上边沿", "Top of the head to the upper edge", "px", 0,
            "头顶上方还差 {0}（按 480×640 成片计），请后退或将镜头抬高一些，在头顶上方留出空白。",
            "{0} are missing above the head (in the delivered 480×640 photo); step back or raise the camera so that there is room above the head.",
            "头顶上方多出 {0}，请靠近或将镜头放低一些。", "There are {0} too many above the head; come closer or lower the camera."),
        [CheckCodes.EyeLine] = new(
            "眼睛距上边沿", "Eyes to the upper edge", "px", 0,
            "眼睛位置偏高 {0}，请将镜头抬高一些或后退。", "The eyes are {0} too high; raise the camera or step back.",
            "眼睛位置偏低 {0}，请将镜头放低一些，并露出双肩和胸口。", "The eyes are {0} too low; lower the camera and show shoulders and chest."),
        [CheckCodes.FaceWidth] = new(
            "成片中的脸宽", "Width of the face in the delivered photo", "px", 0,
            "脸部窄了 {0}，请靠近一些。", "The face is {0} too narrow; come closer.",
            "脸部宽了 {0}，请后退，拍到胸口。", "The face is {0} too wide; step back until the chest is in the photo."),
        [CheckCodes.FaceCentred] = new(
            "面部偏离中线", "Face off the middle", "px", 0,
            "面部偏左 {0}，请移到画面中间。", "The face is {0} too far left; move to the middle.",
            "面部偏右 {0}，请移到画面中间。", "The face is {0} too far right; move to the middle."),
        [CheckCodes.ShouldersVisible] = new(
            "肩宽与脸宽之比", "Shoulders by face width", "ratio", 2,
            "肩膀没有完整入镜（还差 {0}），请后退，拍到胸口和双肩。", "The shoulders are not in the photo ({0} short); step back until chest and shoulders show.",
            "画面下方人像过宽（超出 {0}），请只拍本人。", "The person is too wide at the bottom (by {0}); only you may be in the photo."),
        [CheckCodes.PoseRoll] = new(
            "头部左右倾斜", "Tilt of the head", "deg", 1,
            "头部倾斜超出 {0}，请向画面右侧摆正头部，使两眼齐平。", "The head is tilted {0} too far; straighten it towards the right of the picture until the eyes are level.",
            "头部倾斜超出 {0}，请向画面左侧摆正头部，使两眼齐平。", "The head is tilted {0} too far; straighten it towards the left of the picture until the eyes are level."),
        [CheckCodes.PoseYaw] = new(
            "面部左右转动", "Turn of the face", "deg", 1,
            "面部转动超出 {0}，请正对镜头，两耳对称。", "The face is turned {0} too far; face the camera so that both ears show alike.",
            "面部转动超出 {0}，请正对镜头，两耳对称。", "The face is turned {0} too far; face the camera so that both ears show alike."),
        [CheckCodes.PosePitch] = new(
            "抬头低头角度", "Nod of the head", "deg", 1,
            "仰头超出 {0}，请收下巴平视镜头。", "The head is raised {0} too far; look straight into the camera.",
            "低头超出 {0}，请抬头平视镜头。", "The head is lowered {0} too far; look straight into the camera."),
        [CheckCodes.EyesOpen] = new(
            "眼睛睁开程度", "Opening of the eyes", "ratio", 2,
            "眼睛睁开程度还差 {0}，请自然睁大双眼重拍。", "The eyes are open {0} too little; take the photo again with both eyes open.",
            "眼睛睁得过大（超出 {0}），请自然平视。", "The eyes are open {0} too wide; look naturally."),
        [CheckCodes.MouthClosed] = new(
            "双唇间隙与脸长之比", "Gap between the lips by face height", "%", 1,
            "请自然闭合双唇。", "Close your lips naturally.",
            "嘴唇张开超出 {0}，请自然闭合双唇，不露齿。", "The lips are open {0} too far; close them and show no teeth."),
        [CheckCodes.BackgroundUniformity] = new(
            "背景不均匀程度", "Unevenness of the background", "dE", 1,
            "请更换背景。", "Change the background.",
            "背景不均匀，色差超出 {0}，请站在单色墙面前约 1 米处，避免阴影、花纹和杂物。",
            "The background varies by {0} too much; stand about 1 m before a plain wall without shadows, patterns or things."),
        [CheckCodes.BackgroundColour] = new(
            "背景色与标准色的色差", "Background colour off the reference", "dE", 1,
            "请更换背景。", "Change the background.",
            "背景颜色与浅蓝、白、浅灰的色差超出 {0}，建议更换背景。",
            "The background is {0} off light blue, white and light grey; a different one is advised."),
        [CheckCodes.Sharpness] = new(
            "面部清晰度", "Sharpness of the face", "%", 1,
            "面部不够清晰（还差 {0}），请擦净镜头、对焦面部、拿稳手机，不要上传翻拍或放大的图片。",
            "The face is not sharp enough ({0} short); wipe the lens, focus on the face, hold still, and do not upload enlarged or re-photographed pictures.",
            "面部锐化过度（超出 {0}），请上传未经处理的原图。", "The face is over-sharpened (by {0}); upload the unprocessed original."),
        [CheckCodes.ExposureDark] = new(
            "面部亮部亮度", "Brightness of the face's light parts", "level", 0,
            "面部偏暗（还差 {0}），请面向窗户或灯光拍摄。", "The face is too dark (by {0}); face a window or a lamp.",
            "面部偏亮（超出 {0}），请避开直射光。", "The face is too bright (by {0}); avoid direct light."),
        [CheckCodes.ExposureBright] = new(
            "面部过曝面积", "Burnt-out part of the face", "%", 1,
            "请调整光线。", "Change the light.",
            "面部过曝面积超出 {0}，请避开直射光和闪光灯。", "{0} too much of the face is burnt out; avoid direct light and flash."),
        [CheckCodes.LightEvenness] = new(
            "面部明暗之比（暗侧/亮侧）", "Darker by brighter side of the face", "ratio", 2,
            "面部一侧偏暗（还差 {0}），请让光线均匀照在脸上。", "One side of the face is too dark (by {0}); let the light fall evenly.",
            "请调整光线。", "Change the light."),
        [CheckCodes.ColourPresent] = new(
            "面部色彩浓度", "Colour of the face", "dE", 1,
            "照片接近黑白（还差 {0}），请上传彩色照片。", "The photo is almost black and white ({0} short); upload a colour photo.",
            "面部偏色（超出 {0}），请在自然光下重拍。", "The face's colour is off (by {0}); take the photo in natural light."),
        [CheckCodes.OutputBytes] = new(
            "成片文件大小", "Size of the delivered file", "bytes", 0,
            "成片比一般要求小 {0}，画面细节偏少，请上传更清晰的照片。", "The delivered file is {0} below the usual size; upload a photo with more detail.",
            "成片比一般要求大 {0}，请使用更简洁的背景和服装。", "The delivered file is {0} above the usual size; use a plainer background and clothes."),
    };

    /// <summary>The item for one requirement and its measured value, which is null when it could not be measured.</summary>
    public static CheckItem Item(Requirement requirement, double? value)
    {
        var words = All[requirement.Code];
        var bounds = requirement.Allowed;
        if (value is not { } number)
        {
            var unknown = new LocalizedText($"{words.Zh}：未能检测，由审核人员判断。", $"{words.En}: could not be measured; a reviewer decides.");
            return new CheckItem(requirement.Code, requirement.Severity, CheckVerdict.NotMeasured, null, bounds.Min, bounds.Max, words.Unit, unknown, null);
        }

        // Places are judged in whole pixels, as they are told; the rest one digit finer than it is shown.
        var rounded = Math.Round(number, words.Unit == "px" ? 0 : words.Digits + 1);
        var verdict = bounds.Allow(rounded) ? CheckVerdict.Pass : CheckVerdict.Fail;
        return new CheckItem(
            requirement.Code, requirement.Severity, verdict, rounded, bounds.Min, bounds.Max, words.Unit,
            new LocalizedText(
                $"{words.Zh}：{Amount(rounded, words, true)}（要求 {Range(bounds, words, true)}）。",
                $"{words.En}: {Amount(rounded, words, false)} ({Range(bounds, words, false)} required)."),
            verdict == CheckVerdict.Fail ? Remedy(rounded, bounds, words) : null);
    }

    private static LocalizedText Remedy(double value, Bounds bounds, Words words)
    {
        var low = value < bounds.Min;
        var missing = low ? bounds.Min!.Value - value : value - bounds.Max!.Value;
        return new LocalizedText(
            string.Format(CultureInfo.InvariantCulture, low ? words.LowZh : words.HighZh, Amount(missing, words, true)),
            string.Format(CultureInfo.InvariantCulture, low ? words.LowEn : words.HighEn, Amount(missing, words, false)));
    }

    private static string Range(Bounds bounds, Words words, bool chinese) => bounds switch
    {
        { Min: { } min, Max: { } max } when min.Equals(max) => Amount(min, words, chinese),
        { Min: { } min, Max: { } max } => $"{Number(min, words)}–{Amount(max, words, chinese)}",
        { Min: { } min } => $"≥ {Amount(min, words, chinese)}",
        { Max: { } max } => $"≤ {Amount(max, words, chinese)}",
        _ => chinese ? "不限" : "anything",
    };

    private static string Amount(double value, Words words, bool chinese) => words.Unit switch
    {
        "px" => Number(value, words) + (chinese ? " 像素" : " px"),
        "deg" => Number(value, words) + "°",
        "%" => Number(value, words) + "%",
        "bytes" => Number(value, words) + " KB",
        "dE" => Number(value, words) + " ΔE",
        _ => Number(value, words),
    };

    // Small differences are shown with one more digit, so that a missing amount never reads as zero.
    private static string Number(double value, Words words)
    {
        var shown = words.Unit == "bytes" ? value / 1024 : value;
        var digits = Math.Abs(shown) < 1 || words.Unit == "bytes" ? words.Digits + 1 : words.Digits;
        return Math.Round(shown, digits).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
