using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>允许消息: records for which of WeChat's templates the student allowed one more message.</summary>
/// <param name="Account">The account.</param>
/// <param name="TemplateIds">The accepted templates of one request; at most five.</param>
public sealed record AllowMessagesCommand(AccountId Account, IReadOnlyList<string> TemplateIds)
    : ICommand<MessageCreditsView>, IIdempotent;

internal sealed class AllowMessagesValidator : AbstractValidator<AllowMessagesCommand>
{
    public AllowMessagesValidator()
    {
        RuleFor(command => command.TemplateIds).Must(ids => ids is { Count: >= 1 and <= 5 })
            .Says("请提供 1 至 5 个订阅消息模板编号。", "Give one to five template ids.");
        RuleForEach(command => command.TemplateIds).NotEmpty().MaximumLength(64)
            .Says("模板编号最长 64 个字符。", "A template id has at most 64 characters.");
    }
}

/// <summary>Messages that may still be sent.</summary>
/// <param name="Items">By template.</param>
public sealed record MessageCreditsView(IReadOnlyList<MessageCreditView> Items);

/// <summary>Messages of one template that may still be sent.</summary>
/// <param name="TemplateId">WeChat's template.</param>
/// <param name="Left">How many.</param>
public sealed record MessageCreditView(string TemplateId, int Left);

internal sealed class AllowMessagesHandler(IAccountRepository accounts)
    : IRequestHandler<AllowMessagesCommand, Result<MessageCreditsView>>
{
    public async Task<Result<MessageCreditsView>> Handle(AllowMessagesCommand command, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        foreach (string template in command.TemplateIds.Distinct()) account.AllowMessage(template);
        return new MessageCreditsView(
            [.. account.MessageCredits.Select(credit => new MessageCreditView(credit.TemplateId, credit.Left))]);
    }
}
