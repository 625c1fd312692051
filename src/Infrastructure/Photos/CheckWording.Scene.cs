namespace CampusPhoto.Infrastructure.Photos;

/// <summary>Words of the items about the file, the background, the light, the sharpness and what else is in the picture.</summary>
internal static partial class CheckWording
{
    private static Dictionary<string, Words> OfScene() => new()
    {
        [CheckCodes.FileBytes] = new(
            "文件大小", "File size", "bytes", 0,
            "文件小了 {0}，请上传原图，不要用压缩过的图片。", "The file is {0} too small; upload the original instead of a compressed copy.",
            "文件大了 {0}，请选择较小的照片。", "The file is {0} too large; choose a smaller one."),
        [CheckCodes.FileDimensions] = new(
            "照片短边", "Shorter side of the photo", "px", 0,
            "短边还差 {0}，请用手机原相机重新拍摄并上传原图。", "The shorter side is {0} short; take the photo with the phone's own camera and upload the original.",
            "短边超出 {0}，请缩小后上传。", "The shorter side is {0} too long; scale the photo down."),
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
}
