using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Submissions;

/// <summary>Why a photo cannot be submitted or used.</summary>
public static class SubmissionErrors
{
    /// <summary>There is none, or it belongs to somebody else.</summary>
    public static readonly Error NotFound = Error.Of(
        "submission.not_found", ErrorKind.NotFound,
        "找不到该照片。", "There is no such submission.",
        "请重新上传照片。", "Upload the photo again.");

    /// <summary>The first check failed.</summary>
    public static readonly Error NotPassed = Error.Of(
        "submission.not_passed", ErrorKind.Unprocessable,
        "照片初审未通过，不能提交。", "The photo did not pass the first check.",
        "请按初审报告的提示调整后重新上传。", "Change what the report says and upload again.");

    /// <summary>The very photo that a reviewer rejected.</summary>
    public static readonly Error RejectedBefore = Error.Of(
        "submission.rejected_before", ErrorKind.Unprocessable,
        "这张照片已被驳回，不能再次提交。", "This very photo has been rejected and cannot be sent again.",
        "请按驳回原因重新拍摄。", "Take a new photo that heeds the reviewer's reason.");

    /// <summary>Another student's order has this photo.</summary>
    public static readonly Error UsedByAnother = Error.Of(
        "submission.used_by_another", ErrorKind.Unprocessable,
        "这张照片已被另一名学生使用。", "This photo is used by another student.",
        "请由本人重新拍摄并上传。", "The student must take a photo of their own.");

    /// <summary>The campaign takes no appeals.</summary>
    public static readonly Error AppealsNotAllowed = Error.Of(
        "submission.appeals_not_allowed", ErrorKind.Conflict,
        "本采集批次不接受申诉。", "This campaign takes no appeals.",
        "请按初审报告的提示重新拍摄。", "Take another photo that heeds the report.");

    /// <summary>The photo passed.</summary>
    public static readonly Error AppealNotNeeded = Error.Of(
        "submission.appeal_not_needed", ErrorKind.Conflict,
        "照片初审已合格，无需申诉。", "The photo passed the first check; there is nothing to appeal against.",
        "请直接提交照片。", "Place the order.");

    /// <summary>The reason is too short or too long.</summary>
    public static readonly Error AppealReason = Error.Of(
        "submission.appeal_reason", ErrorKind.Unprocessable,
        "申诉理由应为 4 至 200 个字。", "The reason has 4 to 200 characters.",
        "请说明为什么照片应由人工审核。", "Say why a person should look at the photo.");

    /// <summary>No photo can be cut from the upload.</summary>
    public static readonly Error AppealWithoutFace = Error.Of(
        "submission.appeal_without_face", ErrorKind.Unprocessable,
        "照片中没有找到人脸，无法制作成片，不能申诉。", "No face was found, so no photo can be made of it and no appeal is taken.",
        "请重新拍摄正面照片；如仍无法识别，请联系学校。", "Take a frontal photo again; if no face is found even so, ask the school.");

    /// <summary>More uploads than are checked in a day.</summary>
    public static readonly Error DailyLimit = Error.Of(
        "submission.daily_limit", ErrorKind.TooManyRequests,
        "今天的照片检测次数已用完。", "Today's photo checks are used up.",
        "请明天再试。", "Try again tomorrow.");

    /// <summary>The body lacks the photo or the enrolment.</summary>
    public static readonly Error Incomplete = Error.Of(
        "submission.incomplete", ErrorKind.Invalid,
        "缺少照片或采集信息编号。", "The photo or the enrolment's identity is missing.",
        "请以 multipart/form-data 依次提交 enrolmentId 和 photo，或以 JSON 提交 enrolmentId 和 uploadId。",
        "Send multipart/form-data with the field enrolmentId and then one file, photo; or JSON with enrolmentId and uploadId.");
}
