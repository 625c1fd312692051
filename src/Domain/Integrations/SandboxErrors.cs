using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Integrations;

/// <summary>Why the sandbox cannot be used.</summary>
public static class SandboxErrors
{
    /// <summary>This installation has none.</summary>
    public static readonly Error Closed = Error.Of(
        "sandbox.closed", ErrorKind.NotFound,
        "该环境没有沙箱。", "This installation has no sandbox.",
        "请在开发环境中使用沙箱。", "Use the sandbox of a development installation.");
}
