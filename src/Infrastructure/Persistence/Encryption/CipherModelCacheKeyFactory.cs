using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CampusPhoto.Infrastructure.Persistence.Encryption;

/// <summary>A model holds the converters of one set of keys, so two hosts with different keys must not share it.</summary>
internal sealed class CipherModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), (context as AppDbContext)?.Cipher.Fingerprint, designTime);
}
