namespace CampusPhoto.Application.Messages;

/// <summary>Subscribe messages (订阅消息), section <c>Messages</c>. A kind without a template goes to the in-app inbox alone.</summary>
public sealed class MessageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Messages";

    /// <summary>Templates by what they tell of.</summary>
    public Dictionary<MessageKind, MessageTemplate> Templates { get; } = [];
}

/// <summary>One of WeChat's templates.</summary>
public sealed class MessageTemplate
{
    /// <summary>The template's id at WeChat.</summary>
    public string Id { get; set; } = "";

    /// <summary>Page that a tap opens; <c>{order}</c> stands for the order's id. Empty opens none.</summary>
    public string Page { get; set; } = "";

    /// <summary>
    /// What stands in each field of the template, by the field's name (<c>thing1</c>, <c>time2</c>, …): one of
    /// <c>number</c>, <c>school</c>, <c>price</c>, <c>status</c>, <c>text</c>, <c>at</c>, <c>due</c>.
    /// </summary>
    public Dictionary<string, string> Fields { get; } = [];
}
