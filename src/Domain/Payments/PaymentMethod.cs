namespace CampusPhoto.Domain.Payments;

/// <summary>By which means an order is paid.</summary>
public enum PaymentMethod
{
    /// <summary>WeChat Pay within the mini-program (JSAPI).</summary>
    WeChat,

    /// <summary>A bank transfer or cash, which an operator confirms with evidence and a second person approves.</summary>
    Transfer,

    /// <summary>Nothing is due: the price is nothing, or the school pays.</summary>
    Free,
}

/// <summary>What can be done by a means of payment.</summary>
[Flags]
public enum PaymentCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The student pays within the mini-program.</summary>
    ClientLaunch = 1,

    /// <summary>The provider can be asked what became of a payment.</summary>
    Query = 2,

    /// <summary>A payment that is under way can be closed.</summary>
    Close = 4,

    /// <summary>Money can go back by the provider, wholly or in part.</summary>
    Refund = 8,

    /// <summary>The provider tells of payments and refunds by itself.</summary>
    Notification = 16,

    /// <summary>The provider has a bill of each day.</summary>
    Bill = 32,

    /// <summary>People confirm payments and refunds with evidence.</summary>
    Evidence = 64,
}
