using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CampusPhoto.Tests.Shared;

namespace CampusPhoto.WebApi.Tests.Journeys.Support;

/// <summary>A student with a phone, a collection code and the mini-program.</summary>
internal sealed class Student(HttpClient http, StandInProcess wechat, StudentCode code) : Caller(http)
{
    private static readonly HttpClient Elsewhere = new(new SocketsHttpHandler { UseProxy = false });

    public string OpenId { get; private set; } = "";

    public string Phone { get; } = $"138{Random.Shared.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture)}";

    public StudentCode Code => code;

    /// <summary>The student's own photo, which passes.</summary>
    public byte[] Photo { get; } = Photos.Own();

    public string? RefreshToken { get; private set; }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async Task<Student> LogInAsync(bool withPhone = true)
    {
        var (loginCode, openId) = await wechat.LoginCodeAsync(Now, OpenId.Length == 0 ? null : OpenId);
        OpenId = openId;
        var login = (await PostAsync("/auth/wechat-login", new
        {
            loginCode,
            phoneCode = withPhone ? await wechat.PhoneCodeAsync(openId, Phone, Now) : null,
            agreementVersion = (await GetAsync("/agreements/current"))["version"],
        })).Ok();
        (Token, RefreshToken) = (login["accessToken"], login["refreshToken"]);
        return this;
    }

    public async Task<Student> ConsentAsync()
    {
        var agreements = await GetAsync("/agreements/current");
        (await PostAsync("/consents", new { purpose = "PhotoGuide", version = agreements["photoGuide.version"] })).Ok();
        (await PostAsync("/consents", new { purpose = "FaceData", version = agreements["faceData.version"] })).Ok();
        return this;
    }

    public Task<Answer> RecogniseAsync() => PostAsync("/collection-codes/recognitions", new { text = code.Text });

    public async Task<Guid> RecognitionAsync() => Guid.Parse((await RecogniseAsync()).Created()["recognitionId"]!);

    public Task<Answer> EnrolAsync(Guid recognitionId, string featureCode) => PostAsync("/enrolments", new { recognitionId, featureCode });

    public async Task<Guid> EnrolledAsync(string featureCode) =>
        (await EnrolAsync(await RecognitionAsync(), featureCode)).Created().Id;

    public Task<Answer> SubmitAsync(Guid enrolment, byte[]? photo = null, string? key = null) =>
        UploadAsync("/submissions", "photo", photo ?? Photo, key: key, fields: ("enrolmentId", enrolment.ToString()));

    /// <summary>Sends a photo by a form to where photos are stored.</summary>
    /// <returns>The upload's name.</returns>
    public async Task<string> SendPhotoAsync(byte[]? photo = null)
    {
        var form = (await PostAsync("/photo-uploads")).Created();
        (await SendFormAsync(form, photo ?? Photo)).ShouldBe(HttpStatusCode.NoContent);
        return form["uploadId"]!;
    }

    /// <summary>Fills in the form as <c>wx.uploadFile</c> does: fields first, then the file, and no token.</summary>
    public async Task<HttpStatusCode> SendFormAsync(Answer form, byte[] photo)
    {
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Json.GetProperty("fields").EnumerateObject()) body.Add(new StringContent(field.Value.GetString()!), field.Name);
        using var file = new ByteArrayContent(photo);
        body.Add(file, form["fileField"]!, "photo.jpg");
        var address = new Uri(form["url"]!, UriKind.RelativeOrAbsolute);
        using var answer = await (address.IsAbsoluteUri ? Elsewhere : Http).PostAsync(address, body, Now);
        return answer.StatusCode;
    }

    public Task<Answer> SubmitSentAsync(Guid enrolment, string uploadId, string? key = null) =>
        PostAsync("/submissions", new { enrolmentId = enrolment, uploadId }, key);

    public async Task<Guid> PassedAsync(Guid enrolment, byte[]? photo = null)
    {
        var submission = (await SubmitAsync(enrolment, photo)).Created();
        submission["verdict"].ShouldBe("Pass", submission.ToString());
        return submission.Id;
    }

    public Task<Answer> PlaceAsync(Guid submissionId) => PostAsync("/orders", new { submissionId });

    /// <summary>From the code to an order that waits for payment.</summary>
    public async Task<Answer> PlacedAsync(string featureCode) =>
        (await PlaceAsync(await PassedAsync(await EnrolledAsync(featureCode)))).Created();

    public Task<Answer> OrderAsync(Guid order) => GetAsync($"/orders/{order}");

    public Task<Answer> StartPaymentAsync(Guid order) => PostAsync($"/orders/{order}/payments");

    /// <summary>Pays on the phone what the API's answer asks for.</summary>
    public async Task PayOnPhoneAsync(Answer payment)
    {
        var parameters = JsonNode.Parse(payment.Json.GetProperty("parameters").GetRawText())!.AsObject();
        var (accepted, errMsg) = await wechat.PayAsync(parameters, OpenId, "success", Now);
        accepted.ShouldBeTrue(errMsg);
    }

    /// <summary>Pays and comes back from WeChat: the order then waits for review.</summary>
    public async Task<Answer> PayAsync(Guid order)
    {
        await PayOnPhoneAsync((await StartPaymentAsync(order)).Ok());
        return (await PostAsync($"/orders/{order}/payments/confirmation")).Ok();
    }

    /// <summary>From the code to an order that waits for review.</summary>
    public async Task<Answer> PaidAsync(string featureCode) => await PayAsync((await PlacedAsync(featureCode)).Id);
}
