using CampusPhoto.Domain.Common;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Keeps a typed identity as its UUID.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Wrap(value))
    where TId : struct, IId<TId>
{
    // An expression tree cannot call a static abstract member itself.
    private static TId Wrap(Guid value) => TId.From(value);
}
