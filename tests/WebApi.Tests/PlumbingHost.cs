using System.Net.Http.Headers;
using System.Security.Claims;
using CampusPhoto.Domain.Common;
using CampusPhoto.WebApi.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusPhoto.WebApi.Tests;

/// <summary>
/// The API on loopback, for what happens before a use case runs: no keys, no stand-in and no background work.
/// </summary>
public sealed class PlumbingHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campusphoto-plumbing-").FullName;
    private readonly WebApplicationFactory<Program> _factory;

    public PlumbingHost()
        : this(_ => { })
    {
    }

    internal PlumbingHost(Action<IWebHostBuilder> configure)
    {
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Database:ConnectionString", $"Data Source={Path.Combine(_folder, "plumbing.db")}");
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
            builder.UseSetting("Storage:Path", Path.Combine(_folder, "photos"));
            configure(builder);
            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<IStartupValidator>();
                foreach (var worker in services.Where(service =>
                    service.ServiceType == typeof(IHostedService)
                    && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList())
                    services.Remove(worker);
            });
        });
        _factory.UseKestrel(0);
        _factory.StartServer();
        Client = _factory.CreateClient();
    }

    internal HttpClient Client { get; }

    internal IServiceProvider Services => _factory.Services;

    /// <summary>An access token as the API itself would make it.</summary>
    internal string Token(TimeSpan lifetime, params (string Type, string Value)[] claims) => Services
        .GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(TokenIssuer.Scheme).BearerTokenProtector.Protect(
            new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity(
                    claims.Select(claim => new Claim(claim.Type, claim.Value))
                        .Append(new Claim(Claims.Subject, Guid.CreateVersion7().ToString())),
                    TokenIssuer.Scheme, Claims.Subject, Claims.Role)),
                new AuthenticationProperties { ExpiresUtc = TimeProvider.System.GetUtcNow() + lifetime },
                TokenIssuer.Scheme));

    internal string StudentToken() => Token(TimeSpan.FromMinutes(5), (Claims.Kind, Claims.Student), (Claims.Session, Guid.CreateVersion7().ToString()));

    internal string StaffToken(ActorKind role) => Token(
        TimeSpan.FromMinutes(5), (Claims.Kind, Claims.Staff), (Claims.Role, role.ToString()), (Claims.Session, Guid.CreateVersion7().ToString()));

    internal static HttpRequestMessage Request(HttpMethod method, string path, string? token = null, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public void Dispose()
    {
        Client.Dispose();
        _factory.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
