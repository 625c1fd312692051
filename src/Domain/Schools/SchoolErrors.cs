using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Schools;

/// <summary>Why a school cannot be used.</summary>
public static class SchoolErrors
{
    /// <summary>There is no such school, or it is not the caller's.</summary>
    public static readonly Error NotFound = Error.Of(
        "school.not_found", ErrorKind.NotFound,
        "找不到该学校。", "There is no such school.",
        "请在学校列表中重新选择。", "Choose from the list of schools.");

    /// <summary>The code belongs to a school already.</summary>
    public static readonly Error CodeTaken = Error.Of(
        "school.code_taken", ErrorKind.Conflict,
        "该学校编号已存在。", "There is a school with that code already.",
        "请核对学校编号，或直接使用已有的学校。", "Check the code, or use the school that is there.");
}
