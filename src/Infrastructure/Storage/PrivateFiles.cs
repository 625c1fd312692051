namespace CampusPhoto.Infrastructure.Storage;

/// <summary>Files and folders that only the program's own user may read.</summary>
internal static class PrivateFiles
{
    public const int CopyBuffer = 64 * 1024;

    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static FileStream Create(string path) => New(path, FileAccess.Write, FileOptions.Asynchronous);

    /// <summary>A file that is gone once it is closed.</summary>
    public static FileStream Scratch(string path) => New(path, FileAccess.ReadWrite, FileOptions.Asynchronous | FileOptions.DeleteOnClose);

    public static FileStream Read(string path) => new(
        path, System.IO.FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, CopyBuffer, useAsync: true);

    /// <summary>The mode holds for the last folder of the path only, so each is made by itself.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, FolderMode);
    }

    private static FileStream New(string path, FileAccess access, FileOptions how)
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = access,
            Share = FileShare.Read,
            BufferSize = CopyBuffer,
            Options = how,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = FileMode;
        return new FileStream(path, options);
    }
}
