using CampusPhoto.Application;
using CampusPhoto.Application.Staff;
using CampusPhoto.Infrastructure;
using CampusPhoto.Infrastructure.Audit;
using MediatR;

namespace CampusPhoto.WebApi.Hosting;

/// <summary>What an operator does with people and with the audit trail at the program's console.</summary>
internal static class StaffCommands
{
    /// <summary><c>administrator NAME</c>: makes a person an administrator, and prints the password.</summary>
    public static async Task<bool> MakeAdministratorAsync(WebApplicationBuilder builder, string name, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = Services(builder);
        await services.MigrateDatabaseAsync(cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<ISender>().Send(new MakeAdministratorCommand(name), cancellationToken);
        if (made.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error.Fields is [var fault, ..] ? fault.Message.En : error.Message.En);
            return false;
        }

        Console.WriteLine($"{made.Value.Person.UserName} is an administrator. The password is shown once; change it after the first sign-in:");
        Console.WriteLine(made.Value.Password);
        return true;
    }

    /// <summary><c>audit verify [PLACE:HASH]</c>: reads the whole trail and says what is wrong with it.</summary>
    public static async Task<bool> VerifyAuditAsync(WebApplicationBuilder builder, string? knownHead, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = Services(builder);
        var found = await services.GetRequiredService<AuditVerification>().RunAsync(knownHead, cancellationToken);
        Console.WriteLine($"{found.Sealed} entries in the chain, {found.Waiting} not chained yet.");
        if (found.Head.Length > 0) Console.WriteLine($"The chain ends with {found.Head}. Keep that elsewhere, and give it to the next verification.");
        foreach (AuditFault fault in found.Faults)
            await Console.Error.WriteLineAsync(fault.Sequence == 0 ? $"FAULT: {fault.What}" : $"FAULT at {fault.Sequence}: {fault.What}");
        if (found.Faults.Count == AuditVerification.MostFaults) await Console.Error.WriteLineAsync("More faults are not told.");
        Console.WriteLine(found.Faults.Count == 0 ? "Nothing was changed, removed or inserted." : "The audit trail does NOT hold.");
        return found.Faults.Count == 0;
    }

    private static ServiceProvider Services(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
        return builder.Services.BuildServiceProvider();
    }
}
