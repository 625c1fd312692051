using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Photos;

/// <summary>Why a file cannot be judged at all. A photo that can be judged but fails gets a report instead.</summary>
public static class PhotoErrors
{
    /// <summary>The form holds no file.</summary>
    public static readonly Error Missing = Error.Of(
        "photo.missing", ErrorKind.Invalid,
        "缺少照片文件。", "The photo file is missing.",
        "请以 multipart/form-data 提交文件字段 file。", "Send multipart/form-data with one file, file.");

    /// <summary>The file has no bytes.</summary>
    public static readonly Error Empty = Error.Of(
        "photo.empty", ErrorKind.Unprocessable,
        "文件是空的。", "The file is empty.",
        "请重新选择照片后上传。", "Choose the photo again and upload it.");

    /// <summary>More bytes than may be uploaded.</summary>
    public static readonly Error TooLarge = Error.Of(
        "photo.too_large", ErrorKind.TooLarge,
        "照片文件过大。", "The photo file is too large.",
        "请上传不超过 10 MB 的照片。", "Upload a photo of at most 10 MB.");

    /// <summary>More pixels than are decoded.</summary>
    public static readonly Error TooManyPixels = Error.Of(
        "photo.too_many_pixels", ErrorKind.Unprocessable,
        "照片像素过多，无法处理。", "The photo has too many pixels to be processed.",
        "请上传不超过 5000 万像素的照片。", "Upload a photo of at most 50 megapixels.");

    /// <summary>The content is not a JPEG or PNG, whatever its name says.</summary>
    public static readonly Error TypeUnsupported = Error.Of(
        "photo.type_unsupported", ErrorKind.UnsupportedType,
        "文件不是 JPEG 或 PNG 照片。", "The file is not a JPEG or PNG photo.",
        "请上传 JPEG 或 PNG 格式的照片；苹果手机请在“设置-相机-格式”中选择“兼容性最佳”。",
        "Upload a JPEG or PNG photo; on an iPhone choose Settings, Camera, Formats, Most Compatible.");

    /// <summary>The file ends early or its content is damaged.</summary>
    public static readonly Error Damaged = Error.Of(
        "photo.damaged", ErrorKind.Unprocessable,
        "照片文件不完整或已损坏。", "The photo file is incomplete or damaged.",
        "请重新拍摄，或从原图重新上传。", "Take the photo again, or upload the original file again.");

    /// <summary>All checking places and the queue are taken.</summary>
    public static readonly Error CheckerBusy = Error.Of(
        "photo.checker_busy", ErrorKind.Unavailable,
        "当前检测人数较多。", "Many photos are being checked right now.",
        "请稍后重试，照片不会计入次数。", "Try again in a moment; this attempt does not count.");

    /// <summary>The check did not end in time.</summary>
    public static readonly Error CheckTimedOut = Error.Of(
        "photo.check_timed_out", ErrorKind.Unavailable,
        "照片检测超时。", "The photo check took too long.",
        "请稍后重试。", "Try again in a moment.");

    /// <summary>Nothing was sent by that form, it has expired, or it is somebody else's.</summary>
    public static readonly Error UploadNotFound = Error.Of(
        "photo.upload_not_found", ErrorKind.NotFound,
        "找不到已上传的照片，或上传已过期。", "There is no such uploaded photo, or it has expired.",
        "请重新获取上传地址并上传照片。", "Ask for a new upload form and send the photo again.");

    /// <summary>A trial check names no specification or sends no photo.</summary>
    public static readonly Error TrialIncomplete = Error.Of(
        "photo_check.incomplete", ErrorKind.Invalid,
        "缺少照片文件，或未说明按哪一项要求检测。", "The photo is missing, or what to judge it by is not said, or said twice.",
        "请以 multipart/form-data 依次提交一个字段（specificationId，可选 version；或 enrolmentId、campaignId，以接口文档为准）和文件字段。",
        "Send multipart/form-data with one field (specificationId with version if wanted; or enrolmentId or campaignId, as the call's document says) and then the file.");

    /// <summary>Today's trial checks are used up.</summary>
    public static readonly Error TrialLimit = Error.Of(
        "photo_check.daily_limit", ErrorKind.TooManyRequests,
        "今天的照片试检次数已用完。", "Today's trial checks are used up.",
        "请明天再试，或直接上传照片。", "Try again tomorrow, or upload the photo.");

    /// <summary>The file takes far more work to decode than its size tells.</summary>
    public static readonly Error TooComplex = Error.Of(
        "photo.too_complex", ErrorKind.Unprocessable,
        "照片文件的编码过于复杂，无法处理。", "The photo's file is encoded in too complex a way to be processed.",
        "请用手机相机直接拍摄，或另存为普通（非渐进式）JPEG 后上传。", "Take the photo with the phone's camera, or save it as an ordinary (not progressive) JPEG.");

    /// <summary>So many prints of that size do not fit on the sheet.</summary>
    public static readonly Error PrintDoesNotFit = Error.Of(
        "print_sheet.does_not_fit", ErrorKind.Unprocessable,
        "这张相纸放不下这么多照片。", "So many prints do not fit on that paper.",
        "请减少张数、缩小尺寸或换用更大的相纸。", "Ask for fewer or smaller prints, or for larger paper.");

    /// <summary>The catalogue has no such photo specification, or not that version.</summary>
    public static readonly Error SpecificationNotFound = Error.Of(
        "photo_specification.not_found", ErrorKind.NotFound,
        "没有这个照片规格。", "There is no such photo specification.",
        "请从 GET /photo-specifications 中选择规格编号。", "Choose an identity from GET /photo-specifications.");

    /// <summary>The photo link is wrong or has expired.</summary>
    public static readonly Error LinkInvalid = Error.Of(
        "photo.link_invalid", ErrorKind.NotFound,
        "照片链接无效或已过期。", "The photo link is not valid or has expired.",
        "请刷新页面后重新打开照片。", "Reload the page and open the photo again.");
}
