namespace CampusPhoto.Infrastructure.Messaging;

/// <summary>Another change came between a handler's reading and saving; the message is to be tried again.</summary>
public sealed class HandlingConflictException : Exception
{
    public HandlingConflictException()
        : base("Another change came first; the message is tried again.")
    {
    }

    public HandlingConflictException(string message)
        : base(message)
    {
    }

    public HandlingConflictException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
