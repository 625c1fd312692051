using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Schools;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Application.Schools;

/// <summary>A school.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Code">学校编号.</param>
/// <param name="Name">Name as on certificates.</param>
public sealed record SchoolView(Guid Id, string Code, string Name);

/// <summary>The schools, by code.</summary>
/// <param name="Own">The only school that the caller may see, or null for all.</param>
public sealed record ListSchoolsQuery(SchoolId? Own) : IQuery<Page<SchoolView>>;

internal sealed class ListSchoolsHandler(IReadDb db) : IRequestHandler<ListSchoolsQuery, Result<Page<SchoolView>>>
{
    public async Task<Result<Page<SchoolView>>> Handle(ListSchoolsQuery query, CancellationToken cancellationToken)
    {
        IQueryable<School> schools = db.Schools;
        if (query.Own is { } own) schools = schools.Where(school => school.Id == own);
        return new Page<SchoolView>(
            await schools.OrderBy(school => school.Code)
                .Select(school => new SchoolView(school.Id.Value, school.Code, school.Name)).ToListAsync(cancellationToken),
            null);
    }
}

/// <summary>An operator adds a school.</summary>
/// <param name="Code">学校编号: letters and digits, at most 16; unique.</param>
/// <param name="Name">Name as on certificates, at most 100 characters.</param>
public sealed record CreateSchoolCommand(string Code, string Name) : ICommand<SchoolView>, IIdempotent, IAudited
{
    /// <inheritdoc />
    public AuditNote? Note(object? answer) => AuditNote.On("school.created", "school", ((SchoolView)answer!).Id, Code);
}

internal sealed class CreateSchoolValidator : AbstractValidator<CreateSchoolCommand>
{
    public CreateSchoolValidator()
    {
        RuleFor(command => command.Code).NotEmpty().Matches("^[A-Za-z0-9]{1,16}$")
            .Says("学校编号应为 1 至 16 位字母或数字。", "A school's code has 1 to 16 letters or digits.");
        RuleFor(command => command.Name).NotEmpty().MaximumLength(School.MaxNameLength)
            .Says("请填写学校名称，最长 100 个字符。", "Give the school's name, at most 100 characters.");
    }
}

internal sealed class CreateSchoolHandler(ISchoolRepository schools, TimeProvider clock)
    : IRequestHandler<CreateSchoolCommand, Result<SchoolView>>
{
    public async Task<Result<SchoolView>> Handle(CreateSchoolCommand command, CancellationToken cancellationToken)
    {
        if (await schools.FindByCodeAsync(command.Code, cancellationToken) is not null) return SchoolErrors.CodeTaken;
        var school = new School(Id.New<SchoolId>(clock.GetUtcNow()), command.Code, command.Name.Trim());
        schools.Add(school);
        return new SchoolView(school.Id.Value, school.Code, school.Name);
    }
}
