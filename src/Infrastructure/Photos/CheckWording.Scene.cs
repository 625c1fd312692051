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
        [CheckCodes.FileColourDepth] = new(
            "每像素色彩位数", "Bits of colour for each pixel", "bit", 0,
            "色彩位数少了 {0}，请上传彩色原图，不要用灰度或调色板图片。", "{0} bits of colour are missing; upload the colour original, not a grey or palette picture.",
            "色彩位数多了 {0}，请另存为普通的 24 位 RGB JPEG（不要用 CMYK 或 16 位）。",
            "There are {0} bits too many; save the photo as an ordinary 24-bit RGB JPEG, not CMYK or 16-bit."),
        [CheckCodes.FileTransparency] = new(
            "透明像素面积", "Pixels that are not opaque", "%", 1,
            "请上传不透明的图片。", "Upload an opaque picture.",
            "{0} 的画面是透明的，请上传未抠图的原图。",
            "{0} of the picture is transparent; upload the original with its background."),
        [CheckCodes.FilePictures] = new(
            "文件中的图像数", "Pictures in the file", "count", 0,
            "请上传含有图像的文件。", "Upload a file with a picture.",
            "文件中多出 {0} 幅图像（动图或连拍），请上传单幅照片。",
            "The file holds {0} pictures too many (an animation or a series); upload a single photo."),
        [CheckCodes.FileThumbnail] = new(
            "内嵌缩略图与照片的差异", "Embedded preview off the picture", "%", 0,
            "请上传未经修改的原图。", "Upload the unchanged original.",
            "内嵌缩略图与照片不一致（超出 {0}），照片可能被修改过，请上传相机原图。",
            "The embedded preview shows another picture ({0} beyond the limit), so the photo was probably edited; upload the camera original."),
        [CheckCodes.BackgroundUniformity] = new(
            "背景不均匀程度", "Unevenness of the background", "dE", 1,
            "请更换背景。", "Change the background.",
            "背景不均匀，色差超出 {0}，请站在单色墙面前约 1 米处，避免阴影、花纹和杂物。",
            "The background varies by {0} too much; stand about 1 m before a plain wall without shadows, patterns or things."),
        [CheckCodes.BackgroundColour] = new(
            "背景色与标准色的色差", "Background colour off the reference", "dE", 1,
            "请更换背景。", "Change the background.",
            "背景颜色与{2}的色差超出 {0}，建议更换背景。",
            "The background is {0} too far off {2}; a different one is advised."),
        [CheckCodes.BackgroundGradient] = new(
            "背景渐变幅度", "Gradient across the background", "dE", 1,
            "请更换背景。", "Change the background.",
            "背景明暗或颜色渐变超出 {0}，请让灯光均匀照亮整面墙，不要使用渐变背景。",
            "The background runs {0} too far from one shade to another; light the wall evenly and use no graded backdrop."),
        [CheckCodes.BackgroundShadow] = new(
            "人物周围阴影深度", "Depth of the shadow around the person", "level", 1,
            "请减少阴影。", "Lessen the shadow.",
            "身后阴影深了 {0}（L*），请离墙约 1 米，用两侧柔和的灯光，不要用闪光灯直射。",
            "The shadow behind you is {0} (L*) too deep; stand about 1 m from the wall, with soft light from both sides and no direct flash."),
        [CheckCodes.BackgroundObjects] = new(
            "背景杂物面积", "Things in the background", "%", 1,
            "请更换背景。", "Change the background.",
            "背景中有他人或物品，面积超出 {0}，请换到没有门框、家具和他人的单色墙面前。",
            "Things or people fill {0} too much of the background; stand before a plain wall without frames, furniture or others."),
        [CheckCodes.PersonOutline] = new(
            "人像黑边比例", "Dark seam along the person", "%", 0,
            "请上传原图。", "Upload the original.",
            "人像边缘黑边超出 {0}，请在单色背景前直接拍摄，不要抠图换底。",
            "A dark seam runs along {0} too much of the outline; take the photo before a plain background instead of cutting the person out."),
        [CheckCodes.PersonContrast] = new(
            "肩部与背景的色差", "Shoulders off the background", "dE", 1,
            "衣服与背景颜色太接近（色差还差 {0}），请换深色有领的衣服。", "The clothes are too like the background ({0} short); wear darker ones with a collar.",
            "请更换衣服。",
            "Change the clothes."),
        [CheckCodes.Sharpness] = new(
            "面部清晰度", "Sharpness of the face", "%", 1,
            "面部不够清晰（还差 {0}），请擦净镜头、对焦面部、拿稳手机，不要上传翻拍或放大的图片。",
            "The face is not sharp enough ({0} short); wipe the lens, focus on the face, hold still, and do not upload enlarged or re-photographed pictures.",
            "面部锐化过度（超出 {0}），请上传未经处理的原图。", "The face is over-sharpened (by {0}); upload the unprocessed original."),
        [CheckCodes.SharpnessMotion] = new(
            "最模糊方向与垂直方向的细节之比", "Detail along the direction of motion by that across", "ratio", 2,
            "照片有拖影（还差 {0}），请拿稳手机、保持不动，在更亮处重拍。", "The photo is smeared by motion ({0} short); hold the phone and yourself still, in brighter light.",
            "请拿稳手机。",
            "Hold the phone still."),
        [CheckCodes.SharpnessUpscaled] = new(
            "真实细节比例", "True detail of the pixels", "%", 0,
            "照片像是由小图放大而成（细节还差 {0}），请上传拍摄的原图。", "The photo seems enlarged from a small one ({0} of the detail is missing); upload the original as it was taken.",
            "请上传原图。",
            "Upload the original."),
        [CheckCodes.SharpnessReshot] = new(
            "屏幕网纹强度", "Screen pattern", "dB", 0,
            "请直接拍摄本人。", "Take the photo of yourself.",
            "照片像是翻拍屏幕或印刷品（网纹超出 {0}），请直接拍摄本人。",
            "The photo seems taken of a screen or a print (its pattern is {0} too strong); take it of yourself."),
        [CheckCodes.SharpnessCompression] = new(
            "压缩块明显程度", "Visibility of compression blocks", "ratio", 1,
            "请上传原图。", "Upload the original.",
            "压缩痕迹过重（超出 {0}），请上传原图，不要用聊天软件转发过的图片。",
            "The photo is compressed too much (by {0}); upload the original, not a copy forwarded by a chat program."),
        [CheckCodes.SharpnessPixelation] = new(
            "马赛克明显程度", "Visibility of enlarged pixels", "ratio", 1,
            "请上传原图。", "Upload the original.",
            "画面有马赛克（超出 {0}），请上传未缩放的原图。",
            "The picture shows enlarged pixels (by {0}); upload the original without scaling."),
        [CheckCodes.SharpnessNoise] = new(
            "面部噪点强度", "Noise on the face", "level", 1,
            "请上传原图。", "Upload the original.",
            "噪点过强（超出 {0} 级），请在更亮处拍摄。",
            "The noise is {0} levels too strong; take the photo in brighter light."),
        [CheckCodes.ExposureDark] = new(
            "面部亮度", "Brightness of the face", "level", 0,
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
        [CheckCodes.ExposureContrast] = new(
            "面部明暗反差", "Contrast of the face", "%", 0,
            "照片发灰（反差还差 {0}），请擦净镜头、避开逆光，不要使用美白滤镜。", "The photo is washed out ({0} short of contrast); wipe the lens, avoid light from behind, and use no whitening filter.",
            "面部反差过大（超出 {0}），请用柔和的光线。",
            "The contrast is {0} too strong; use soft light."),
        [CheckCodes.LightHighlight] = new(
            "皮肤反光面积", "Shine on the skin", "%", 1,
            "请调整光线。", "Change the light.",
            "皮肤反光面积超出 {0}，请擦去油光，避开闪光灯和顶灯直射。",
            "{0} too much of the skin shines; dab it dry and avoid flash and lamps from above."),
        [CheckCodes.EyesRed] = new(
            "瞳孔发红程度", "Redness of the pupils", "dE", 1,
            "请自然平视镜头。", "Look into the camera.",
            "有红眼（超出 {0}），请关闭闪光灯重拍。",
            "The pupils are red (by {0}); take the photo again without flash."),
        [CheckCodes.ColourCast] = new(
            "面部偏色程度", "Colour cast on the face", "dE", 1,
            "请调整光线。", "Change the light.",
            "面部偏色超出 {0}，请在白光下拍摄，关闭滤镜，避开彩色灯光和墙面反光。",
            "The face is off natural colour by {0} too much; use white light, no filter, and keep away from coloured lamps and walls."),
        [CheckCodes.ColourPresent] = new(
            "面部色彩丰富程度", "Variety of the face's colours", "dE", 1,
            "照片是黑白或单色的（还差 {0}），请上传彩色照片。", "The photo is grey or toned ({0} short); upload a colour photo.",
            "面部色彩杂乱（超出 {0}），请在白光下重拍。", "The face's colours vary too much (by {0}); take the photo in white light."),
        [CheckCodes.ExtraBorder] = new(
            "边框覆盖边长", "Frame along the sides", "%", 0,
            "请去掉边框。", "Remove the frame.",
            "照片带有边框或黑边（超出 {0}），请上传没有边框的原图，不要截图。",
            "The photo has a frame or black bars ({0} beyond the limit); upload the original without them, not a screenshot."),
        [CheckCodes.ExtraWatermark] = new(
            "有水印或印章的可能", "How likely a watermark or seal was put over the picture", "%", 0,
            "请去掉水印。", "Remove the watermark.",
            "照片上可能盖有水印、印章或文字（超出 {0}），请上传没有水印和印章的原图。",
            "A watermark, a seal or writing seems to lie over the picture ({0} beyond the limit); upload the original without it."),
        [CheckCodes.ExtraText] = new(
            "成行的文字", "Letters in a row", "count", 0,
            "请去掉文字。", "Remove the writing.",
            "照片上有多余的文字或日期（{0} 个字符），请关闭日期水印后重拍。",
            "There is writing or a date on the photo ({0} letters); switch the date stamp off and take it again."),
        [CheckCodes.OutputBytes] = new(
            "成片文件大小", "Size of the delivered file", "bytes", 0,
            "成片比一般要求小 {0}，画面细节偏少，请上传更清晰的照片。", "The delivered file is {0} below the usual size; upload a photo with more detail.",
            "成片比一般要求大 {0}，请使用更简洁的背景和服装。", "The delivered file is {0} above the usual size; use a plainer background and clothes."),
    };
}
