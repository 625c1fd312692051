namespace CampusPhoto.Application.Photos;

/// <summary>How many photos may be checked without an order; section <c>PhotoCheckQuotas</c>.</summary>
public sealed class PhotoCheckQuotas
{
    /// <summary>The configuration section.</summary>
    public const string Section = "PhotoCheckQuotas";

    /// <summary>Trial checks of one account in a day.</summary>
    public int StudentPerDay { get; set; } = 20;

    /// <summary>Trial checks of one integrator in a day.</summary>
    public int IntegratorPerDay { get; set; } = 2_000;
}
