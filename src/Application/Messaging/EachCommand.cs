using MediatR;

namespace CampusPhoto.Application.Messaging;

internal static class EachCommand
{
    /// <summary>Sends commands one after another, each in its own transaction; one that is refused does not hold the others up.</summary>
    /// <returns>How many succeeded.</returns>
    public static async Task<int> SendEachAsync(
        this ISender sender, IEnumerable<ICommand> commands, CancellationToken cancellationToken)
    {
        int succeeded = 0;
        foreach (ICommand command in commands)
        {
            if ((await sender.Send(command, cancellationToken)).Succeeded) succeeded++;
        }

        return succeeded;
    }
}
