using CampusPhoto.Application.Abstractions;
using CampusPhoto.Domain.CollectionCodes;
using Microsoft.EntityFrameworkCore;

namespace CampusPhoto.Infrastructure.Persistence.Repositories;

internal sealed class RecognitionRepository(AppDbContext db) : IRecognitionRepository
{
    public Task<Recognition?> GetAsync(RecognitionId id, CancellationToken cancellationToken) =>
        db.Recognitions.SingleOrDefaultAsync(recognition => recognition.Id == id, cancellationToken);

    public void Add(Recognition recognition) => db.Recognitions.Add(recognition);
}
