using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>
/// Answers exceptions: unreadable requests by what is wrong with them, outages as unavailable, all else as a server error.
/// </summary>
internal sealed partial class ExceptionProblems(IOutages outages, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        Error error;
        if (exception is BadHttpRequestException refusal)
        {
            error = UnreadableRequest.ErrorOf(refusal);
        }
        else if (outages.IsOutage(exception))
        {
            error = RequestErrors.Unavailable;
            LogOutage(exception.GetType().Name);
        }
        else
        {
            error = RequestErrors.Server;
            LogUnhandled(exception);
        }

        await ProblemWriter.WriteAsync(httpContext, error);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "A request could not be served: the database or the photo store failed by {Failure}")]
    private partial void LogOutage(string failure);

    [LoggerMessage(LogLevel.Error, "A request ended in an exception")]
    private partial void LogUnhandled(Exception exception);
}
