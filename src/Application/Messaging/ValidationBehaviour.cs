using System.Text.Json;
using CampusPhoto.Application.Common;
using CampusPhoto.Domain.Common;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace CampusPhoto.Application.Messaging;

/// <summary>Refuses malformed requests before anything is done, naming every fault.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(
        TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        List<FieldError> faults = [];
        foreach (IValidator<TRequest> validator in validators)
        {
            ValidationResult result = await validator.ValidateAsync(request, cancellationToken);
            faults.AddRange(result.Errors.Select(Fault));
        }

        return faults.Count == 0
            ? await next(cancellationToken)
            : TResponse.Failure(CommonErrors.Invalid with { Fields = faults });
    }

    private static FieldError Fault(ValidationFailure failure) => new(
        string.Join('.', failure.PropertyName.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName)),
        failure.CustomState as LocalizedText
        ?? throw new InvalidOperationException($"The rule of {failure.PropertyName} does not say what it wants."));
}
