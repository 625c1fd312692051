namespace CampusPhoto.Infrastructure.Photos;

/// <summary>The check items' codes: part of the contract with callers, never changed. One file for each half of the check.</summary>
internal static partial class CheckCodes;
