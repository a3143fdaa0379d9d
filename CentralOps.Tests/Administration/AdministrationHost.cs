using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Administration;
using CentralOps.Infrastructure.Audit;
using CentralOps.Infrastructure.Configuration;
using CentralOps.Infrastructure.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Administration;

/// <summary>Administration on a SQLite file of its own, with the demo bank.</summary>
internal sealed class AdministrationHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("centralops-test-").FullName;

    private AdministrationHost(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Data:Folder", _folder), new("Demo:Bank", "true"), new("Demo:Cards", "true")])
            .AddInMemoryCollection(settings)
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddDatabase(configuration);
        services.AddAdministration(configuration).AddVersionedConfiguration(configuration);
        services.AddAudit(configuration).AddSingleton<IPostUse>(Used);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        // Few rounds per password: these tests are not about the strength of the hash.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 100);
        Services = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>What comes to posts.</summary>
    public PostsInUse Used { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public ServiceProvider Services { get; }

    private string DatabaseFile => Path.Combine(_folder, "centralops.db");

    public IStaffDirectory Staff => Services.GetRequiredService<IStaffDirectory>();

    // Made once: creating the schema and eighteen people takes longer than any of the tests.
    private static readonly Lazy<Task<byte[]>> Prepared = new(async () =>
    {
        await using var host = new AdministrationHost([]);
        await host.Services.GetRequiredService<DatabaseStart>().RunAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<CentralOpsDbContext>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return await File.ReadAllBytesAsync(host.DatabaseFile);
    });

    public static async Task<AdministrationHost> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var host = new AdministrationHost(settings);
        await File.WriteAllBytesAsync(host.DatabaseFile, await Prepared.Value, TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<DatabaseStart>().RunAsync(TestContext.Current.CancellationToken);
        return host;
    }

    public async Task<StaffMember> PersonAsync(string userName) => (await Staff.FindByUserNameAsync(userName, TestContext.Current.CancellationToken))!;

    /// <summary>An administrator sets a parameter; where it takes a second one, that one approves.</summary>
    public async Task<Outcome> SetParameterAsync(string key, string value, DateTimeOffset? from = null)
    {
        var set = await Services.GetRequiredService<ManageParameters>().SetAsync(await PersonAsync("admin"), key, value, from, TestContext.Current.CancellationToken);
        if (set.Refusal is { } refusal) return refusal;
        return set.Value == ChangeEffect.Waits ? await ApproveAsync("admin2") : Outcome.Ok;
    }

    /// <summary>The one change that waits is approved.</summary>
    public async Task<Outcome> ApproveAsync(string by)
    {
        var waiting = Assert.Single(await Services.GetRequiredService<IProposedChanges>().WaitingAsync(TestContext.Current.CancellationToken));
        return (await Services.GetRequiredService<DecideOnChange>().ApproveAsync(await PersonAsync(by), waiting.Id, TestContext.Current.CancellationToken)).Refusal is { } refusal ? refusal : Outcome.Ok;
    }

    /// <summary>One request: a scope with an HTTP context.</summary>
    public async Task<T> RequestAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        return await act(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What comes to posts, as the test says.</summary>
internal sealed class PostsInUse : IPostUse
{
    public Dictionary<string, PostTask[]> Tasks { get; } = [];

    public IReadOnlyList<PostTask> Of(string post) => Tasks.GetValueOrDefault(post, []);
}
