namespace CampusPhoto.Infrastructure.Integrations;

/// <summary>A receiver's name leads to addresses that events must not be sent to, and to no other.</summary>
public sealed class AddressNotAllowedException : Exception
{
    public AddressNotAllowedException()
        : base("The receiver's name leads to no address that events may be sent to.")
    {
    }

    public AddressNotAllowedException(string message)
        : base(message)
    {
    }

    public AddressNotAllowedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
