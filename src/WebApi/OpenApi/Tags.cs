namespace CampusPhoto.WebApi.OpenApi;

/// <summary>The document's sections: one for each kind of caller.</summary>
internal static class Tags
{
    public const string Students = "students";
    public const string Staff = "staff";
    public const string Integrators = "integrators";

    public static readonly IReadOnlyDictionary<string, string> Descriptions = new Dictionary<string, string>
    {
        [Students] = "学生小程序：登录、采集码、照片、订单、支付。The students' mini-program, in the order of its screens.",
        [Staff] = "工作人员：审核与制作。Reviewers and operators: the review queue and production batches.",
        [Integrators] = "第三方接入：订单查询、制作批次、支付通知。Other organisations' programs, and WeChat Pay's notifications.",
    };
}
