using CampusPhoto.Application.Abstractions;
using CampusPhoto.Application.Common;
using CampusPhoto.Application.Messaging;
using CampusPhoto.Domain.Accounts;
using CampusPhoto.Domain.CollectionCodes;
using CampusPhoto.Domain.Common;
using FluentValidation;
using MediatR;

namespace CampusPhoto.Application.CollectionCodes;

/// <summary>添加采集信息: recognises a collection code from its picture or from its scanned text.</summary>
/// <param name="Account">The account that shows it.</param>
/// <param name="Text">What the phone's scanner read, or null.</param>
/// <param name="Image">A picture with the QR code, or null; not disposed.</param>
public sealed record RecogniseCollectionCodeProcess(AccountId Account, string? Text, Stream? Image)
    : IProcess<RecognitionView>, IIdempotent;

internal sealed class RecogniseCollectionCodeValidator : AbstractValidator<RecogniseCollectionCodeProcess>
{
    public const int MaxTextLength = 2000;

    public RecogniseCollectionCodeValidator() =>
        RuleFor(process => process.Text).MaximumLength(MaxTextLength)
            .Says("采集码文本最长 2000 个字符。", "A code's text has at most 2000 characters.");
}

/// <summary>采集码信息: who the code names.</summary>
/// <param name="RecognitionId">To be used once, within fifteen minutes.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="MaskedName">姓名.</param>
/// <param name="MaskedIdNumber">身份证号.</param>
/// <param name="MaskedUniqueNumber">学生唯一编号.</param>
/// <param name="SchoolCode">学校编号.</param>
/// <param name="SchoolName">学校.</param>
/// <param name="Major">专业/院校.</param>
public sealed record RecognitionView(
    Guid RecognitionId,
    DateTimeOffset ExpiresAt,
    string MaskedName,
    string MaskedIdNumber,
    string MaskedUniqueNumber,
    string SchoolCode,
    string SchoolName,
    string Major);

internal sealed class RecogniseCollectionCodeHandler(
    ISender sender, IQrCodeReader reader, ICollectionCodeDecoder decoder, TimeProvider clock)
    : IRequestHandler<RecogniseCollectionCodeProcess, Result<RecognitionView>>
{
    public async Task<Result<RecognitionView>> Handle(
        RecogniseCollectionCodeProcess request, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> texts;
        if (request.Image is { } image)
        {
            Result<IReadOnlyList<string>> read = await reader.ReadAsync(image, cancellationToken);
            if (read.Error is { } unreadable) return unreadable;
            if (read.Value.Count == 0) return CollectionCodeErrors.NoQrFound;
            texts = read.Value;
        }
        else if (!string.IsNullOrWhiteSpace(request.Text))
        {
            texts = [request.Text.Trim()];
        }
        else
        {
            return CollectionCodeErrors.Missing;
        }

        Result<CollectionCode> code = await DecodeAsync(texts, cancellationToken);
        if (code.Error is { } refused) return refused;
        return code.Value.Check(clock.GetUtcNow()).Error is { } error
            ? error
            : await sender.Send(new RecordRecognitionCommand(request.Account, code.Value), cancellationToken);
    }

    // A picture may show other QR codes beside the collection code; what is wrong with the collection code is told first.
    private async Task<Result<CollectionCode>> DecodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        Error refusal = CollectionCodeErrors.Foreign;
        foreach (string text in texts.Where(text => text.Length <= RecogniseCollectionCodeValidator.MaxTextLength))
        {
            Result<CollectionCode> code = await decoder.DecodeAsync(text, cancellationToken);
            if (code.Error is null) return code;
            if (refusal.Is(CollectionCodeErrors.Foreign)) refusal = code.Error;
        }

        return refusal;
    }
}

internal sealed record RecordRecognitionCommand(AccountId Account, CollectionCode Code) : ICommand<RecognitionView>;

internal sealed class RecordRecognitionHandler(
    IRecognitionRepository recognitions, IPersonalDataHasher hasher, TimeProvider clock)
    : IRequestHandler<RecordRecognitionCommand, Result<RecognitionView>>
{
    public Task<Result<RecognitionView>> Handle(RecordRecognitionCommand command, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        CollectionCode code = command.Code;
        var identity = new StudentIdentity(
            code.UniqueNumber, hasher.Hash(PersonalValue.UniqueNumber, code.UniqueNumber),
            code.MaskedName, code.MaskedIdNumber, code.SchoolCode, code.SchoolName, code.Major);
        var recognition = new Recognition(Id.New<RecognitionId>(now), command.Account, identity, now);
        recognitions.Add(recognition);
        return Task.FromResult<Result<RecognitionView>>(new RecognitionView(
            recognition.Id.Value, recognition.ExpiresAt, identity.MaskedName, identity.MaskedIdNumber,
            Mask.UniqueNumber(identity.UniqueNumber), identity.SchoolCode, identity.SchoolName, identity.Major));
    }
}
