using CampusPhoto.Domain.Common;

namespace CampusPhoto.WebApi.Http.Problems;

/// <summary>An answer that tells why not.</summary>
internal sealed class ProblemResult(Error error) : Microsoft.AspNetCore.Http.IResult
{
    public Error Error { get; } = error;

    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, Error);
}
