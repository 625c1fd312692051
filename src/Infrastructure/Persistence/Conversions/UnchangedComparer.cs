using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Compares a value that is never changed in its place: another object is another value.</summary>
internal sealed class UnchangedComparer<T>() : ValueComparer<T>(
    (one, other) => ReferenceEquals(one, other), value => RuntimeHelpers.GetHashCode(value), value => value)
    where T : class;
