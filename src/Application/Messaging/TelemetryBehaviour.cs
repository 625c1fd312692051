using System.Diagnostics;
using CampusPhoto.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace CampusPhoto.Application.Messaging;

/// <summary>Tells which use case ran, how it ended and how long it took; never what it held.</summary>
internal sealed partial class TelemetryBehaviour<TRequest, TResponse>(
    ILogger<TelemetryBehaviour<TRequest, TResponse>> logger, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        string useCase = typeof(TRequest).Name;
        using Activity? span = Telemetry.Source.StartActivity(useCase);
        long start = clock.GetTimestamp();
        TResponse response = await next(cancellationToken);
        TimeSpan took = clock.GetElapsedTime(start);
        string outcome = response.Error?.Code ?? "ok";
        span?.SetTag("campusphoto.outcome", outcome);
        Telemetry.UseCases.Record(
            took.TotalSeconds, new("campusphoto.usecase", useCase), new KeyValuePair<string, object?>("campusphoto.outcome", outcome));
        if (response.Error is null) LogDone(useCase, took.TotalMilliseconds);
        else LogRefused(useCase, outcome, took.TotalMilliseconds);
        return response;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{UseCase} done in {Milliseconds:0.0} ms")]
    private partial void LogDone(string useCase, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "{UseCase} refused with {Code} after {Milliseconds:0.0} ms")]
    private partial void LogRefused(string useCase, string code, double milliseconds);
}
