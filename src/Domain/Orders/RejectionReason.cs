using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Orders;

/// <summary>A reason (原因) of the rejection catalogue with its remedy (解决办法).</summary>
/// <param name="Code">Stable code in capitals.</param>
/// <param name="Reason">What is wrong with the photo.</param>
/// <param name="Remedy">What the student should do.</param>
public sealed record RejectionReason(string Code, LocalizedText Reason, LocalizedText Remedy)
{
    /// <summary>Greatest length of a code.</summary>
    public const int MaxCodeLength = 32;

    /// <summary>The catalogue, by the requirements of 教毕指〔2017〕99号 and the usual findings of reviewers.</summary>
    public static readonly IReadOnlyList<RejectionReason> Catalogue =
    [
        Of("EXTRA_CONTENT", "图像额外内容（手、水印、边框等）", "Something else is in the picture (hands, watermark, border)", "请使用手机重新拍摄，请勿使用艺术照或带水印的照片。", "Take a new photo; no studio art, no watermark."),
        Of("NOT_FRONTAL", "未正对镜头（侧身、低头或仰头）", "The face is turned, lowered or raised", "请平视镜头，端正坐姿后重新拍摄。", "Look straight into the camera and sit upright."),
        Of("EYE_LINE_TILT", "双眼不在同一水平线", "The eyes are not level", "请摆正头部后重新拍摄。", "Hold the head straight."),
        Of("HEAD_TOO_HIGH", "头顶距上边沿过近", "The head is too close to the upper edge", "请将手机拿远一些，头顶上方多留一些空间。", "Hold the camera farther away and leave room above the head."),
        Of("HEAD_TOO_LOW", "头顶距上边沿过远", "The head is too far from the upper edge", "请将手机靠近一些，使头部位于画面上部。", "Move the camera closer so that the head is in the upper part."),
        Of("FACE_TOO_LARGE", "头像过大，未拍到胸口", "The face is too large; the chest is missing", "请拍到胸口位置，双肩完整。", "Show head, shoulders and chest."),
        Of("FACE_TOO_SMALL", "头像过小", "The face is too small", "请将手机靠近一些后重新拍摄。", "Move the camera closer."),
        Of("BLUR", "照片模糊", "The photo is blurred", "请擦净镜头，保持手机稳定并对准面部对焦。", "Clean the lens, hold still and focus on the face."),
        Of("LOW_RESOLUTION", "分辨率过低，由小图放大", "Enlarged from a small picture", "请上传相机拍摄的原图。", "Upload the camera's original."),
        Of("RESHOT", "翻拍、扫描或截图", "A photo of a photo, a scan or a screenshot", "请使用手机对本人直接拍摄。", "Photograph the person, not a picture."),
        Of("UNEVEN_LIGHT", "面部光线不均（阴阳脸）", "The face is lit unevenly", "请面向窗户或均匀光源拍摄。", "Face a window or an even light."),
        Of("GLARE", "面部或眼镜反光", "Glare on the face or the glasses", "请避开强光，调整眼镜角度后拍摄。", "Avoid strong light; tilt the glasses slightly."),
        Of("RED_EYE", "红眼", "Red eyes", "请关闭闪光灯后拍摄。", "Turn the flash off."),
        Of("EYES_CLOSED", "闭眼或眼睛未完全睁开", "The eyes are closed or half closed", "请睁大双眼后重新拍摄。", "Open both eyes."),
        Of("MOUTH_OPEN", "张嘴或露齿", "The mouth is open or shows teeth", "请自然闭合双唇。", "Close the lips naturally."),
        Of("HAIR_OCCLUSION", "头发遮挡眉、眼或耳", "Hair covers brows, eyes or ears", "请将头发梳到耳后，露出眉毛。", "Brush the hair back behind the ears."),
        Of("TINTED_LENS", "佩戴美瞳或有色眼镜", "Tinted lenses", "请摘下美瞳或更换无色镜片。", "Wear clear lenses."),
        Of("FRAME_OVER_EYES", "镜框遮挡眼睛", "The frame covers the eyes", "请调整眼镜位置，露出完整双眼。", "Shift the glasses so that both eyes are free."),
        Of("HEADWEAR", "佩戴帽子、头巾或发饰", "Headwear", "请摘下头饰后拍摄；因宗教或医疗原因请说明。", "Take it off; tell us if religion or medicine forbids."),
        Of("JEWELLERY", "佩戴耳环、项链等饰品", "Jewellery", "请摘下饰品后拍摄。", "Take it off."),
        Of("MAKEUP", "妆容过浓", "Heavy make-up", "请卸妆或淡妆后拍摄。", "Wear little or none."),
        Of("RETOUCHED", "照片经过美颜或修图", "The photo was retouched", "请关闭美颜，上传未经修饰的原图。", "Turn beauty filters off and upload the original."),
        Of("CLOTHES_LIKE_BACKGROUND", "服装与背景颜色相近", "The clothes look like the background", "请换穿与背景颜色明显不同的上衣。", "Wear a colour that stands out."),
        Of("CLOTHES_IMPROPER", "着装不符合要求（无袖、吊带、毛领等）", "Unsuitable clothes", "请穿着有领的日常上衣。", "Wear an everyday top with a collar."),
        Of("SHOULDERS", "双肩不平或不完整", "The shoulders are not level or not whole", "请端正坐姿，拍到完整双肩。", "Sit straight and show both shoulders."),
        Of("BACKGROUND_NOT_UNIFORM", "背景不均匀（阴影、杂物）", "The background is not uniform", "请在干净的纯色墙面前拍摄，与墙保持一定距离。", "Stand in front of a plain wall, at some distance."),
        Of("BACKGROUND_COLOUR", "背景颜色不符合要求", "The background has the wrong colour", "请使用蓝色、白色或浅灰色背景。", "Use a blue, white or light grey background."),
        Of("OTHER_PERSON", "画面中有其他人", "Another person is in the picture", "请单独拍摄。", "Be alone in the picture."),
        Of("NOT_SAME_PERSON", "与学籍照片不是同一人", "Not the person of the school's record", "请由本人拍摄并上传。", "The student must be photographed."),
        Of("TOO_OLD", "照片不是近期拍摄", "Not a recent photo", "请上传近一年内拍摄的照片。", "Upload a photo of the last year."),
        Of("IDENTITY_MISMATCH", "采集信息与本人不符", "The enrolment is somebody else's", "请核对采集码后重新采集。", "Check the collection code and start again."),
    ];

    private static readonly Dictionary<string, RejectionReason> ByCode = Catalogue.ToDictionary(reason => reason.Code);

    /// <summary>The reason of that code, or null.</summary>
    public static RejectionReason? Find(string code) => ByCode.GetValueOrDefault(code);

    private static RejectionReason Of(string code, string zh, string en, string remedyZh, string remedyEn) =>
        new(code, new LocalizedText(zh, en), new LocalizedText(remedyZh, remedyEn));
}
