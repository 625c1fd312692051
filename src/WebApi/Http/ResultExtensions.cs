using CampusPhoto.Application.Common;
using CampusPhoto.Application.Photos;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Http.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusPhoto.WebApi.Http;

/// <summary>Turns results into answers.</summary>
internal static class ResultExtensions
{
    public static Results<Ok<T>, ProblemResult> ToOk<T>(this Result<T> result) =>
        result.Error is { } error ? new ProblemResult(error) : TypedResults.Ok(result.Value);

    public static Results<Ok<T>, ProblemResult> ToOk<T>(this Result<T> result, HttpResponse response, Func<T, long> version)
    {
        if (result.Error is { } error) return new ProblemResult(error);
        ETags.Write(response, version(result.Value));
        return TypedResults.Ok(result.Value);
    }

    public static Results<Created<T>, ProblemResult> ToCreated<T>(this Result<T> result, Func<T, string> location) =>
        result.Error is { } error ? new ProblemResult(error) : TypedResults.Created(location(result.Value), result.Value);

    public static Results<Created<T>, ProblemResult> ToCreated<T>(
        this Result<T> result, HttpResponse response, Func<T, string> location, Func<T, long> version)
    {
        if (result.Error is { } error) return new ProblemResult(error);
        ETags.Write(response, version(result.Value));
        return TypedResults.Created(location(result.Value), result.Value);
    }

    public static Results<FileContentHttpResult, ProblemResult> ToPicture(this Result<MadePicture> result, HttpResponse response)
    {
        if (result.Error is { } error) return new ProblemResult(error);
        response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(result.Value.Content, result.Value.ContentType);
    }

    public static Results<PushStreamHttpResult, ProblemResult> ToStream(
        this Result<WrittenFile> result, string contentType, CancellationToken cancellationToken) =>
        result.Error is { } error
            ? new ProblemResult(error)
            : TypedResults.Stream(body => result.Value.WriteAsync(body, cancellationToken), contentType, result.Value.FileName);

    public static Results<NoContent, ProblemResult> ToNoContent(this Result result) =>
        result.Error is { } error ? new ProblemResult(error) : TypedResults.NoContent();
}
