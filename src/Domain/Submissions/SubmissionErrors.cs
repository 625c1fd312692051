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
