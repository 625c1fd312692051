using System.Data.Common;
using CampusPhoto.Infrastructure.Moving;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>What an operator asks the program to do instead of serving: the first word of its command line.</summary>
internal static class Commands
{
    private const int Failed = 1;
    private const int Misused = 2;

    private const string Usage = """
        usage: COMMAND [--Setting:Name value ...], with the settings of the running program

          check PATH... [--spec ID]   check photos and print one JSON line for each; check --help says more
          issue-code --out FILE.png   write a collection code of our own format
          move                        move rows and photos from Database and Storage to Move:Database and Move:Storage
          backup FOLDER               copy a SQLite database in use and its photos
          restore FOLDER              put a backup in an empty place
          administrator NAME          make a person an administrator with a new password, which is printed
          audit verify [PLACE:HASH]   find what was changed, removed or inserted in the audit trail; with an end that an
                                      earlier verification printed, also whether it is still the same trail

        Without a command the API is served.
        """;

    /// <summary>Settings begin with a dash or slash or have an equals sign; anything else that comes first is a command.</summary>
    public static bool IsAskedFor(string[] args) =>
        args is [{ Length: > 0 } first, ..] && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal);

    /// <returns>0, or 1 when it could not be done, or 2 when it was not asked for as it should be.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stopping.Cancel();
        };
        try
        {
            return await RunAsync(args, stopping.Token);
        }
        catch (Exception failure) when (
            failure is CommandRefusedException or OptionsValidationException or DbException or IOException or UnauthorizedAccessException or TimeoutException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failed;
        }
    }

    private static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is ["check", .. var asked])
        {
            bool? passed = await CheckPhotos.RunAsync(asked, cancellationToken);
            if (passed is null) await Console.Error.WriteLineAsync(CheckPhotos.Usage);
            return Status(passed);
        }

        // A path may begin with a slash, which the command line's settings would take for a name.
        var (operand, settings) = args is ["backup" or "restore" or "administrator" or "audit", var word, ..] && !word.StartsWith('-')
            ? (word, args[2..])
            : (null, args[1..]);
        var knownHead = operand == "verify" && settings is [var head, ..] && !head.StartsWith('-') ? head : null;
        if (knownHead is not null) settings = settings[1..];
        WebApplicationBuilder builder = WebApplication.CreateBuilder(settings);
        var (configuration, environment, clock) = (builder.Configuration, builder.Environment, TimeProvider.System);
        bool? done = (args[0], operand) switch
        {
            ("issue-code", _) => IssueCode.Run(builder, settings),
            ("move", _) => await Move.RunAsync(configuration, environment, Console.Out, clock, cancellationToken),
            ("backup", not null) => await Backup.RunAsync(configuration, environment, operand, Console.Out, clock, cancellationToken),
            ("restore", not null) => await Restore.RunAsync(configuration, environment, operand, Console.Out, cancellationToken),
            ("administrator", not null) => await StaffCommands.MakeAdministratorAsync(builder, operand, cancellationToken),
            ("audit", "verify") => await StaffCommands.VerifyAuditAsync(builder, knownHead, cancellationToken),
            _ => null,
        };
        if (done is null) await Console.Error.WriteLineAsync(Usage);
        return Status(done);
    }

    private static int Status(bool? done) => done switch { true => 0, false => Failed, null => Misused };
}
