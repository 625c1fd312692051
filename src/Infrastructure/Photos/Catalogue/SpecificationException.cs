namespace CampusPhoto.Infrastructure.Photos.Catalogue;

/// <summary>The catalogue of photo specifications cannot be used; the message says which file and what is wrong with it.</summary>
public sealed class SpecificationException : Exception
{
    /// <summary>Nothing is said.</summary>
    public SpecificationException()
    {
    }

    /// <summary>Says which file and what is wrong with it.</summary>
    public SpecificationException(string message)
        : base(message)
    {
    }

    /// <summary>Says which file and what is wrong with it, and what it came from.</summary>
    public SpecificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
