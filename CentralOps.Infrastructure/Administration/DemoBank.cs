using System.Text.Json;
using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CentralOps.Infrastructure.Administration;

/// <summary>Branches and people of <c>samples/demo-bank/bank.json</c>.</summary>
internal sealed record DemoBankFile(IReadOnlyList<DemoBranch> Branches, IReadOnlyList<DemoStaff> Staff)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the file.</summary>
    public static DemoBankFile Read(IConfiguration configuration)
    {
        var samples = DataFolder.Samples(configuration) ?? throw new InvalidOperationException("the demo needs the samples folder: set Samples:Folder");
        using var stream = File.OpenRead(Path.Combine(samples, "demo-bank", "bank.json"));
        return JsonSerializer.Deserialize<DemoBankFile>(stream, Json) ?? throw new InvalidOperationException("bank.json is empty");
    }
}

internal sealed record DemoBranch(string Code, string NameZh, string NameEn, bool Centre);

internal sealed record DemoStaff(
    string UserName, string DisplayName, string Branch, IReadOnlyList<string> Roles, IReadOnlyList<string>? Posts, int Level, decimal? AmountLimit,
    string RoleZh, string RoleEn, string TryZh, string TryEn, string Group);

/// <summary>The cards on the log-in page.</summary>
internal sealed class DemoPeople(IOptions<DemoOptions> options, IConfiguration configuration) : IDemoPeople
{
    private readonly Lazy<IReadOnlyList<DemoPerson>> _all = new(() => options.Value.Bank
        ? [.. DemoBankFile.Read(configuration).Staff.Select(s => new DemoPerson(s.UserName, s.DisplayName, s.RoleZh, s.RoleEn, s.TryZh, s.TryEn, s.Group))]
        : []);

    public IReadOnlyList<DemoPerson> All => _all.Value;

    public IReadOnlyList<DemoPerson> Cards => options.Value.Cards ? All : [];

    public string Password => options.Value.Password;
}

/// <summary>Loads the demo bank's branches and people once.</summary>
internal sealed class DemoBank(CentralOpsDbContext db, UserManager<StaffUser> users, IOptions<DemoOptions> options, IConfiguration configuration, TimeProvider clock) : IFirstContent
{
    public int Order => 20;

    public async Task EnsureAsync(CancellationToken cancel)
    {
        if (!options.Value.Bank)
            return;
        var bank = DemoBankFile.Read(configuration);
        var known = await db.Set<Branch>().Select(b => b.Code).ToListAsync(cancel);
        db.AddRange(bank.Branches.Where(b => !known.Contains(b.Code))
            .Select(b => new Branch { Code = b.Code, NameZh = b.NameZh, NameEn = b.NameEn, IsCentre = b.Centre }));
        if (options.Value.BusinessDate.Length > 0 && !await db.Set<Parameter>().AnyAsync(p => p.Key == ParameterKeys.BusinessDate, cancel))
            db.Add(Parameter.Installed(ParameterKeys.BusinessDate, options.Value.BusinessDate, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        foreach (var person in bank.Staff)
        {
            if (await users.FindByNameAsync(person.UserName) is not null)
                continue;
            var user = new StaffUser
            {
                Id = Domain.Kernel.Ids.New(),
                UserName = person.UserName,
                DisplayName = person.DisplayName,
                BranchCode = person.Branch,
                Posts = string.Join(',', person.Posts ?? []),
                AuthorizationLevel = person.Level,
                AmountLimit = person.AmountLimit,
            };
            ShippedContent.Demand(await users.CreateAsync(user, options.Value.Password));
            ShippedContent.Demand(await users.AddToRolesAsync(user, person.Roles));
        }
    }
}
