using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.CollectionCodes;

/// <summary>Why a collection code cannot be used.</summary>
public static class CollectionCodeErrors
{
    /// <summary>The picture shows no QR code.</summary>
    public static readonly Error NoQrFound = Error.Of(
        "collection_code.no_qr_found", ErrorKind.Unprocessable,
        "图片中没有识别到二维码。", "No QR code was found in the picture.",
        "请上传清晰、完整的采集码原图（在学信网长按保存，避免截图压缩）。",
        "Upload a sharp, whole picture of the collection code, saved from CHSI rather than a compressed screenshot.");

    /// <summary>There is a QR code, but it is not a collection code.</summary>
    public static readonly Error Foreign = Error.Of(
        "collection_code.foreign", ErrorKind.Unprocessable,
        "该二维码不是图像采集码。", "The QR code is not a collection code.",
        "请在学信网“获取图像采集码”页面保存采集码后上传。",
        "Save the collection code from CHSI's collection-code page and upload that.");

    /// <summary>The code's signature does not hold.</summary>
    public static readonly Error Forged = Error.Of(
        "collection_code.forged", ErrorKind.Unprocessable,
        "采集码校验未通过。", "The collection code's signature does not hold.",
        "请重新获取采集码，不要修改或转录二维码内容。", "Get the code again and do not alter its content.");

    /// <summary>The code is past its date.</summary>
    public static readonly Error Expired = Error.Of(
        "collection_code.expired", ErrorKind.Unprocessable,
        "采集码已过期。", "The collection code has expired.",
        "请在学信网重新获取采集码。", "Get a new collection code from CHSI.");

    /// <summary>The code shows what it must hide.</summary>
    public static readonly Error NotMasked = Error.Of(
        "collection_code.not_masked", ErrorKind.Unprocessable,
        "采集码中的姓名或证件号码未脱敏，已拒绝读取。", "The code shows a clear name or ID number and was refused.",
        "请使用学信网生成的采集码。", "Use a code made by CHSI.");

    /// <summary>Neither a picture nor a text was sent, or both.</summary>
    public static readonly Error Missing = Error.Of(
        "collection_code.missing", ErrorKind.Invalid,
        "没有收到采集码。", "No collection code was received.",
        "请上传采集码图片，或提交二维码文本。", "Send the code's picture as multipart, or its text as JSON.");

    /// <summary>The service that decodes codes does not answer.</summary>
    public static readonly Error DecoderUnavailable = Error.Of(
        "collection_code.decoder_unavailable", ErrorKind.Unavailable,
        "采集码识别服务暂时没有响应。", "The decoding service does not answer.",
        "请稍后重试。", "Try again in a moment.");

    /// <summary>No such recognition for this account.</summary>
    public static readonly Error RecognitionNotFound = Error.Of(
        "recognition.not_found", ErrorKind.NotFound,
        "找不到该识别结果。", "There is no such recognition.",
        "请重新扫描采集码。", "Scan the collection code again.");

    /// <summary>Older than fifteen minutes.</summary>
    public static readonly Error RecognitionExpired = Error.Of(
        "recognition.expired", ErrorKind.Conflict,
        "识别结果已超过 15 分钟。", "The recognition is older than 15 minutes.",
        "请重新扫描采集码。", "Scan the collection code again.");

    /// <summary>Already used to join a campaign.</summary>
    public static readonly Error RecognitionUsed = Error.Of(
        "recognition.used", ErrorKind.Conflict,
        "该识别结果已使用。", "The recognition has been used.",
        "请在采集信息中查看，或重新扫描采集码。", "See your enrolments, or scan the collection code again.");
}
