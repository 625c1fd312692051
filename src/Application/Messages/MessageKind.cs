namespace CampusPhoto.Application.Messages;

/// <summary>What a subscribe message tells of; each has its template.</summary>
public enum MessageKind
{
    /// <summary>初审结果.</summary>
    PhotoChecked,

    /// <summary>支付成功.</summary>
    Paid,

    /// <summary>审核结果.</summary>
    Reviewed,

    /// <summary>待办提醒.</summary>
    Reminder,

    /// <summary>客服回复.</summary>
    Answered,

    /// <summary>采集提醒.</summary>
    Missing,
}
