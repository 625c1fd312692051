using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Accounts;

/// <summary>What a consent is for.</summary>
public enum ConsentPurpose
{
    /// <summary>The photo guide was read (我已阅读).</summary>
    PhotoGuide,

    /// <summary>Separate consent to handle a photograph of the face (PIPL, articles 28 and 29).</summary>
    FaceData,
}

/// <summary>One consent, by the version of the text that was shown.</summary>
public sealed class Consent
{
    private Consent() => TextVersion = "";

    internal Consent(ConsentPurpose purpose, string textVersion, DateTimeOffset at) =>
        (Purpose, TextVersion, GivenAt) = (purpose, textVersion, at);

    /// <summary>What it is for.</summary>
    public ConsentPurpose Purpose { get; private set; }

    /// <summary>Version of the text.</summary>
    public string TextVersion { get; private set; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>When it was withdrawn; what was done before that stays lawful.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    internal void Withdraw(DateTimeOffset now) => WithdrawnAt = now;
}

/// <summary>How many messages of one template the student still allows.</summary>
public sealed class MessageCredit
{
    private MessageCredit() => TemplateId = "";

    internal MessageCredit(string templateId) => TemplateId = templateId;

    /// <summary>WeChat's template.</summary>
    public string TemplateId { get; private set; }

    /// <summary>Messages left: one acceptance allows one message.</summary>
    public int Left { get; private set; }

    internal void Add() => Left++;

    internal void Use() => Left--;

    internal void Clear() => Left = 0;
}

/// <summary>A student's account: one WeChat user.</summary>
public sealed class Account : AggregateRoot
{
    /// <summary>Greatest length of an openid.</summary>
    public const int MaxOpenIdLength = 64;

    private readonly List<Consent> _consents = [];
    private readonly List<MessageCredit> _credits = [];

    private Account() => (OpenId, AgreementVersion) = ("", "");

    /// <summary>A new account after the first login.</summary>
    public Account(AccountId id, string openId, string agreementVersion, DateTimeOffset now)
    {
        (Id, OpenId, CreatedAt) = (id, openId, now);
        (AgreementVersion, AgreedAt) = (agreementVersion, now);
    }

    /// <summary>Identity.</summary>
    public AccountId Id { get; private set; }

    /// <summary>The user within the mini-program, by WeChat.</summary>
    public string OpenId { get; private set; }

    /// <summary>Verified phone number without country code; encrypted at rest.</summary>
    public string? Phone { get; private set; }

    /// <summary>Its keyed hash.</summary>
    public KeyedHash? PhoneHash { get; private set; }

    /// <summary>Version of the user agreement that was ticked last.</summary>
    public string AgreementVersion { get; private set; }

    /// <summary>When it was ticked.</summary>
    public DateTimeOffset AgreedAt { get; private set; }

    /// <summary>First login.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the student had it deleted; what is left of it are pseudonyms.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>All consents, oldest first.</summary>
    public IReadOnlyList<Consent> Consents => _consents;

    /// <summary>Messages allowed, by template.</summary>
    public IReadOnlyList<MessageCredit> MessageCredits => _credits;

    /// <summary>Ticks a newer agreement; the same one changes nothing.</summary>
    public void Agree(string version, DateTimeOffset now)
    {
        if (AgreementVersion == version) return;
        (AgreementVersion, AgreedAt) = (version, now);
        Touch();
    }

    /// <summary>Sets the phone number that WeChat verified.</summary>
    public void SetPhone(string phone, KeyedHash hash)
    {
        if (PhoneHash == hash) return;
        (Phone, PhoneHash) = (phone, hash);
        Touch();
    }

    /// <summary>Records a consent; the same one again changes nothing.</summary>
    public void GiveConsent(ConsentPurpose purpose, string textVersion, DateTimeOffset now)
    {
        if (HasConsented(purpose, textVersion)) return;
        _consents.Add(new Consent(purpose, textVersion, now));
        Touch();
    }

    /// <summary>Whether this version of the text was agreed to, and still is.</summary>
    public bool HasConsented(ConsentPurpose purpose, string textVersion) =>
        _consents.Any(consent => consent.Purpose == purpose && consent.TextVersion == textVersion && consent.WithdrawnAt is null);

    /// <summary>Withdraws every consent for that purpose, whatever its version.</summary>
    /// <returns>Success, or <c>consent.not_given</c>.</returns>
    public Result WithdrawConsent(ConsentPurpose purpose, DateTimeOffset now)
    {
        Consent[] given = [.. _consents.Where(consent => consent.Purpose == purpose && consent.WithdrawnAt is null)];
        if (given.Length == 0) return AccountErrors.ConsentNotGiven;
        foreach (Consent consent in given) consent.Withdraw(now);
        Touch();
        return Result.Ok;
    }

    /// <summary>Deletes what says who the student is. The same WeChat user logging in again gets a new account.</summary>
    public void Delete(DateTimeOffset now)
    {
        foreach (Consent consent in _consents.Where(consent => consent.WithdrawnAt is null)) consent.Withdraw(now);
        _credits.Clear();
        (OpenId, Phone, PhoneHash, DeletedAt) = ($"deleted-{Id.Value:N}", null, null, now);
        Touch();
    }

    /// <summary>A message is put into the student's inbox: a change of the account, so that its deletion misses none.</summary>
    public void Tell() => Touch();

    /// <summary>Adds one message of a template that the student allowed.</summary>
    public void AllowMessage(string templateId)
    {
        if (_credits.Find(credit => credit.TemplateId == templateId) is not { } found)
        {
            found = new MessageCredit(templateId);
            _credits.Add(found);
        }

        found.Add();
        Touch();
    }

    /// <summary>Uses one message of a template.</summary>
    /// <returns>False when the student allows none; then the in-app inbox alone tells.</returns>
    public bool TryUseMessage(string templateId)
    {
        if (_credits.Find(credit => credit.TemplateId == templateId) is not { Left: > 0 } found) return false;
        found.Use();
        Touch();
        return true;
    }

    /// <summary>WeChat says that the student allows no more messages of a template.</summary>
    public void ForgetMessages(string templateId)
    {
        if (_credits.Find(credit => credit.TemplateId == templateId) is not { Left: > 0 } found) return;
        found.Clear();
        Touch();
    }
}
