namespace CampusPhoto.Infrastructure.Moving;

/// <summary>What an operator asked for cannot be done. The message says why, and what to do.</summary>
public sealed class CommandRefusedException : Exception
{
    public CommandRefusedException()
    {
    }

    public CommandRefusedException(string message)
        : base(message)
    {
    }

    public CommandRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
