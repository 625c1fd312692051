using System.Security.Cryptography;
using CampusPhoto.Application.Integrations;
using CampusPhoto.Domain.CollectionCodes;

namespace CampusPhoto.Infrastructure.CollectionCodes;

/// <summary>What the sandbox's code holds: another made-up student each time, and it never expires.</summary>
internal static class SandboxCode
{
    private const int Digits = 12;

    public static CollectionCode Read() => new(
        $"SANDBOX-{RandomNumberGenerator.GetString("0123456789", Digits)}", "沙*", "0000**********0000", Sandbox.SchoolCode, Sandbox.SchoolName,
        "软件工程", DateTimeOffset.MaxValue);
}
