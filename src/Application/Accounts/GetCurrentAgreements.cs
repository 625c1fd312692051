using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Common;
using MediatR;

namespace CampusPhoto.Application.Accounts;

/// <summary>The texts in force.</summary>
public sealed record GetCurrentAgreementsQuery : IQuery<AgreementsView>;

/// <summary>The texts in force.</summary>
/// <param name="Version">Version of the user agreement, to be sent at login.</param>
/// <param name="UserAgreement">Ticked at login.</param>
/// <param name="PhotoGuide">Agreed to before the first photo.</param>
/// <param name="FaceData">Agreed to before the first photo, apart from the guide.</param>
public sealed record AgreementsView(
    string Version, AgreementView UserAgreement, AgreementView PhotoGuide, AgreementView FaceData);

/// <summary>A text.</summary>
/// <param name="Id">Which text it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">The text.</param>
public sealed record AgreementView(string Id, string Version, ShownText Title, ShownText Text)
{
    internal static AgreementView Of(AgreementText text) =>
        new(text.Id, text.Version, new ShownText(text.Title), new ShownText(text.Text));
}

internal sealed class GetCurrentAgreementsHandler : IRequestHandler<GetCurrentAgreementsQuery, Result<AgreementsView>>
{
    public Task<Result<AgreementsView>> Handle(GetCurrentAgreementsQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<AgreementsView>>(new AgreementsView(
            Agreements.UserAgreement.Version,
            AgreementView.Of(Agreements.UserAgreement),
            AgreementView.Of(Agreements.PhotoGuide),
            AgreementView.Of(Agreements.FaceData)));
}
