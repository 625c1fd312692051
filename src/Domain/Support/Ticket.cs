using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Submissions;

namespace CampusPhoto.Domain.Support;

/// <summary>What a ticket is about.</summary>
public enum TicketTopic
{
    /// <summary>采集码, 特征码, 采集信息.</summary>
    Collection,

    /// <summary>照片与审核.</summary>
    Photo,

    /// <summary>支付与退款.</summary>
    Payment,

    /// <summary>加洗与寄送.</summary>
    Prints,

    /// <summary>账号与个人信息.</summary>
    Account,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Whose turn it is.</summary>
public enum TicketStatus
{
    /// <summary>待回复.</summary>
    WaitsForStaff,

    /// <summary>已回复.</summary>
    WaitsForStudent,

    /// <summary>已关闭.</summary>
    Closed,
}

/// <summary>How a student's text was judged before anybody read it.</summary>
public enum TextJudgement
{
    /// <summary>It may stand.</summary>
    Passed,

    /// <summary>A person should look at it.</summary>
    Questionable,

    /// <summary>WeChat could not judge it then; only staff read it.</summary>
    NotJudged,
}

/// <summary>One message of a ticket: words, or a picture.</summary>
public sealed class TicketMessage
{
    private TicketMessage() => Text = "";

    internal TicketMessage(int sequence, Actor by, string text, TextJudgement judgement, StoredPhoto? picture, DateTimeOffset at)
    {
        (Sequence, FromStaff, AuthorId, Text) = (sequence, by.Kind != ActorKind.Student, by.Id, text);
        (Judgement, Picture, At) = (judgement, picture, at);
    }

    /// <summary>Position in the ticket, from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>Whether staff wrote it, or the student.</summary>
    public bool FromStaff { get; private set; }

    /// <summary>The account, or the member of staff.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The words; encrypted at rest, empty for a picture.</summary>
    public string Text { get; private set; }

    /// <summary>How the words were judged.</summary>
    public TextJudgement Judgement { get; private set; }

    /// <summary>The picture, if it is one.</summary>
    public StoredPhoto? Picture { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>在线客服: a student's question and what was said about it.</summary>
public sealed class Ticket : AggregateRoot
{
    /// <summary>Greatest length of a message.</summary>
    public const int MaxTextLength = 1000;

    /// <summary>Greatest number of messages in a ticket.</summary>
    public const int MaxMessages = 100;

    /// <summary>Greatest number of pictures in a ticket.</summary>
    public const int MaxPictures = 5;

    private readonly List<TicketMessage> _messages = [];

    private Ticket()
    {
    }

    /// <summary>A new ticket.</summary>
    public Ticket(
        TicketId id, AccountId account, TicketTopic topic, OrderId? order, string text, TextJudgement judgement, DateTimeOffset now)
    {
        (Id, AccountId, Topic, OrderId, OpenedAt) = (id, account, topic, order, now);
        Add(new Actor(ActorKind.Student, account.Value), text, judgement, null, now);
    }

    /// <summary>Identity.</summary>
    public TicketId Id { get; private set; }

    /// <summary>The student's account.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>What it is about; an account has one open ticket of a topic.</summary>
    public TicketTopic Topic { get; private set; }

    /// <summary>The order that it is about, or null.</summary>
    public OrderId? OrderId { get; private set; }

    /// <summary>Whose turn it is.</summary>
    public TicketStatus Status { get; private set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The last message, or the end.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What was said, oldest first.</summary>
    public IReadOnlyList<TicketMessage> Messages => _messages;

    /// <summary>Says something. The same words again by the same side, before anybody else spoke, change nothing.</summary>
    /// <returns>Whether something was added; or <c>ticket.closed</c>, <c>ticket.full</c>.</returns>
    public Result<bool> Say(string text, TextJudgement judgement, Actor by, DateTimeOffset now)
    {
        if (Refusal is { } refusal) return refusal;
        if (_messages[^1] is { Picture: null } last && last.AuthorId == by.Id && last.Text == text) return false;
        Add(by, text, judgement, null, now);
        return true;
    }

    /// <summary>The student shows a picture. The same picture again changes nothing.</summary>
    /// <returns>Whether something was added; or <c>ticket.closed</c>, <c>ticket.full</c>.</returns>
    public Result<bool> Show(StoredPhoto picture, DateTimeOffset now)
    {
        if (Refusal is { } refusal) return refusal;
        if (_messages.Exists(message => message.Picture?.Sha256 == picture.Sha256)) return false;
        if (_messages.Count(message => message.Picture is not null) >= MaxPictures) return TicketErrors.Full;
        Add(new Actor(ActorKind.Student, AccountId.Value), "", TextJudgement.Passed, picture, now);
        return true;
    }

    /// <summary>Ends it; one that has ended stays so.</summary>
    public void Close(DateTimeOffset now)
    {
        if (Status == TicketStatus.Closed) return;
        (Status, ChangedAt) = (TicketStatus.Closed, now);
        Touch();
    }

    private Error? Refusal =>
        Status == TicketStatus.Closed ? TicketErrors.Closed
        : _messages.Count >= MaxMessages ? TicketErrors.Full
        : null;

    private void Add(Actor by, string text, TextJudgement judgement, StoredPhoto? picture, DateTimeOffset now)
    {
        var message = new TicketMessage(_messages.Count + 1, by, text, judgement, picture, now);
        _messages.Add(message);
        (Status, ChangedAt) = (message.FromStaff ? TicketStatus.WaitsForStudent : TicketStatus.WaitsForStaff, now);
        Touch();
    }
}
