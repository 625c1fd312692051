using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>我已阅读: records a consent to the text in force.</summary>
/// <param name="Account">The account.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Version">Version of the text that was shown.</param>
public sealed record GiveConsentCommand(AccountId Account, ConsentPurpose Purpose, string Version)
    : ICommand<ConsentView>, IIdempotent;

internal sealed class GiveConsentValidator : AbstractValidator<GiveConsentCommand>
{
    public GiveConsentValidator()
    {
        RuleFor(command => command.Purpose).IsInEnum()
            .Says("purpose 应为 PhotoGuide 或 FaceData。", "The purpose is PhotoGuide or FaceData.");
        RuleFor(command => command.Version).NotEmpty().MaximumLength(32)
            .Says("请提供所阅读内容的版本。", "Give the version of the text that was read.");
    }
}

/// <summary>A recorded consent.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Version">Version of the text.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="WithdrawnAt">When it was withdrawn, or null.</param>
public sealed record ConsentView(ConsentPurpose Purpose, string Version, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt = null);

internal sealed class GiveConsentHandler(IAccountRepository accounts, TimeProvider clock)
    : IRequestHandler<GiveConsentCommand, Result<ConsentView>>
{
    public async Task<Result<ConsentView>> Handle(GiveConsentCommand command, CancellationToken cancellationToken)
    {
        AgreementText current = Agreements.For(command.Purpose);
        if (command.Version != current.Version) return AccountErrors.ConsentOutdated.With("version", current.Version);
        if (await accounts.GetAsync(command.Account, cancellationToken) is not { } account) return AccountErrors.SessionEnded;
        account.GiveConsent(command.Purpose, command.Version, clock.GetUtcNow());
        Consent given = account.Consents.Last(consent => consent.Purpose == command.Purpose && consent.WithdrawnAt is null);
        return new ConsentView(given.Purpose, given.TextVersion, given.GivenAt);
    }
}
