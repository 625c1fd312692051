namespace CampusPhoto.Application.Orders;

/// <summary>The collecting agency.</summary>
public sealed class AgencyOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Agency";

    /// <summary>The agency's code at the head of order numbers: four to six digits.</summary>
    public string Code { get; set; } = "000015";
}
