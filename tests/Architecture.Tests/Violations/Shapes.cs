using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Architecture.Tests.Violations;

/// <summary>A request with a name that does not say what it is.</summary>
public sealed record DoSomething : ICommand;

/// <summary>A handler that anybody could build upon.</summary>
public class OpenHandler : IRequestHandler<DoSomething, Result>
{
    public Task<Result> Handle(DoSomething request, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);
}

/// <summary>A second one for the same request.</summary>
internal sealed class Doer : IRequestHandler<DoSomething, Result>
{
    public Task<Result> Handle(DoSomething request, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);
}

/// <summary>An entity whose state anybody may set.</summary>
public sealed class LooseOrder
{
    public string Status { get; set; } = "";
}

/// <summary>A class that others may change by inheriting.</summary>
public class UnsealedRule;

/// <summary>A name that says nothing.</summary>
internal static class OrderHelper;
