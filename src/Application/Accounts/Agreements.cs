using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;

namespace CampusPhoto.Application.Accounts;

/// <summary>The texts that students agree to, in force now. A changed text gets a new version.</summary>
public static class Agreements
{
    /// <summary>The user agreement, ticked at login.</summary>
    public static readonly AgreementText UserAgreement = new(
        "user-agreement", "2026-11",
        new LocalizedText("用户服务协议", "User agreement"),
        new LocalizedText(
            "本服务受学校委托采集学历证书电子注册所需的图像信息。您应使用本人的图像采集码，上传本人近期照片，并核对学校公布的特征码。照片经初审、支付、人工审核后进入制作。",
            "This service collects, for your school, the photograph that registers your certificate. Use your own collection code, upload a recent photo of yourself and check the feature code that your school published. The photo is checked, paid for, reviewed by a person and then produced."));

    /// <summary>The photo guide (拍摄须知).</summary>
    public static readonly AgreementText PhotoGuide = new(
        "photo-guide", "2026-11",
        new LocalizedText("拍摄须知", "Photo guide"),
        new LocalizedText(
            "请在光线均匀处，背对白色、浅灰色或蓝色纯色墙面，端坐平视镜头；双眼睁开、双唇自然闭合；头发不遮挡眉、眼、耳；不戴有色眼镜和饰品；请勿使用美颜或艺术照。",
            "Stand in even light before a plain white, light grey or blue wall and look straight into the camera with open eyes and closed lips. Keep hair off brows, eyes and ears; no tinted glasses or jewellery; no beauty filter and no studio art."));

    /// <summary>The face-data notice, agreed to apart from everything else.</summary>
    public static readonly AgreementText FaceData = new(
        "face-data", "2026-11",
        new LocalizedText("人脸信息处理告知", "Face-data notice"),
        new LocalizedText(
            "您的照片包含人脸信息，属于敏感个人信息，仅用于学历照片的检测、审核与制作，不提取人脸特征模板，不用于其他目的；完成交付并经过保存期后删除。您可以撤回同意，撤回后将无法继续采集。",
            "Your photo shows your face, which is sensitive personal information. It is used to check, review and produce the photo of your certificate and for nothing else; no face template is made. It is deleted once it has been delivered and its time of keeping is over. You may withdraw your consent; the collection then cannot go on."));

    internal static AgreementText For(ConsentPurpose purpose) =>
        purpose == ConsentPurpose.PhotoGuide ? PhotoGuide : FaceData;

    internal static ConsentPurpose[] Missing(Account account) =>
    [
        .. Enum.GetValues<ConsentPurpose>().Where(purpose => !account.HasConsented(purpose, For(purpose).Version)),
    ];

    internal static Error? Refusal(Account account) => Missing(account) is { Length: > 0 } missing
        ? AccountErrors.ConsentRequired.With("missing", missing.Select(purpose => purpose.ToString()).ToArray())
        : null;
}

/// <summary>A text that students agree to.</summary>
/// <param name="Id">Which text it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">The text.</param>
public sealed record AgreementText(string Id, string Version, LocalizedText Title, LocalizedText Text);
