using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Audit;
using CentralOps.Domain.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

public sealed class ManagePeopleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_changes_their_own_rights_and_nobody_without_the_permission_changes_any()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, teller) = (await host.PersonAsync("admin"), await host.PersonAsync("teller1"));
        Assert.Equal("administration.own-rights", (await People(host).ChangeAsync(admin, Draft(admin), Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-rights", (await People(host).ResetPasswordAsync(admin, admin.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-rights", (await Roles(host).SetAsync(admin, RoleNames.Administrator, Set(Permissions.AdminUsers), Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await People(host).SetActiveAsync(teller, admin.Id, false, Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await Roles(host).SetAsync(teller, RoleNames.Auditor, Set(), Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_new_person_sets_their_own_password_with_a_code_that_works_for_a_day_and_stands_nowhere()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await host.PersonAsync("admin");
        var made = await People(host).AddAsync(admin, Teller("teller9"), Cancel);
        Assert.Equal(ChangeEffect.Done, made.Value.Effect); // a teller decides nothing
        Assert.Null((await LogInAsync(host, "teller9", made.Value.Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Refusal);
        Assert.Equal("account.wrong", (await LogInAsync(host, "teller9", OneTimeCode.Whole(OneTimeCode.NewHalf(), OneTimeCode.NewHalf()))).Refusal?.Code);
        Assert.Equal("account.wrong", (await LogInAsync(host, "teller9", "")).Refusal?.Code);
        var rows = await host.Services.GetRequiredService<IAuditStore>().SearchAsync(new AuditSearch { ObjectId = "teller9" }, Cancel);
        Assert.Contains(rows, r => r is { What: "user.created", Who: "admin" });
        Assert.DoesNotContain(rows, r => r.Detail.Contains(made.Value.Code[..6], StringComparison.Ordinal));
        Assert.Equal("administration.name-taken", (await People(host).AddAsync(admin, Teller("teller9"), Cancel)).Refusal?.Code);
        host.Clock.Advance(OneTimeCode.Lifetime);
        Assert.Equal("account.code-expired", (await LogInAsync(host, "teller9", made.Value.Code)).Refusal?.Code);
    }

    [Theory]
    [InlineData("Teller", "3101", "", 0, "administration.bad-user-name")]
    [InlineData("ok-name", "9999", "", 0, "administration.unknown-branch")]
    [InlineData("ok-name", "0001", "authorization-2", 1, "administration.level-too-low")]
    [InlineData("ok-name", "0001", "gardening", 0, "administration.unknown-post")]
    [InlineData("ok-name", "0001", "", 10, "administration.bad-limit")]
    public async Task A_draft_that_does_not_fit_is_refused_with_its_reason(string user, string branch, string post, int level, string refusal)
    {
        await using var host = await AdministrationHost.StartAsync();
        var draft = new PersonDraft(null, user, "钱多", branch, [RoleNames.Operator], post.Length == 0 ? [] : [post], level, null);
        Assert.Equal(refusal, (await People(host).AddAsync(await host.PersonAsync("admin"), draft, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_gives_out_rights_must_not_work_on_cases()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await host.PersonAsync("admin");
        var mixed = new PersonDraft(null, "mighty", "全能", "0001", [RoleNames.Administrator, RoleNames.Operator], [], 0, null);
        Assert.Equal("administration.mixed-rights", (await People(host).AddAsync(admin, mixed, Cancel)).Refusal?.Code);
        Assert.Equal("administration.mixed-rights", (await Roles(host).SetAsync(admin, RoleNames.Operator, Set(Permissions.DutyWork, Permissions.AdminUsers), Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_change_of_a_role_reaches_its_people_and_ends_their_sessions()
    {
        await using var host = await AdministrationHost.StartAsync();
        var ended = new List<Guid>();
        host.Services.GetRequiredService<ISessions>().Ended += ended.Add;
        Assert.Null((await Roles(host).SetAsync(await host.PersonAsync("admin"), RoleNames.Auditor, Set(Permissions.AuditRead), Cancel)).Refusal);
        var auditor = await host.PersonAsync("auditor");
        Assert.Equal([Permissions.AuditRead], auditor.Permissions);
        Assert.Equal([auditor.Id], ended);
    }

    [Fact]
    public async Task A_locked_person_cannot_log_in_until_they_are_let_in_again()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, teller) = (await host.PersonAsync("admin"), await host.PersonAsync("teller1"));
        Assert.True((await People(host).SetActiveAsync(admin, teller.Id, false, Cancel)).Succeeded);
        Assert.Equal("account.inactive", (await LogInAsync(host, "teller1", "Centre-2026")).Refusal?.Code);
        Assert.Equal(ChangeEffect.Done, (await People(host).SetActiveAsync(admin, teller.Id, true, Cancel)).Value);
        Assert.Null((await LogInAsync(host, "teller1", "Centre-2026")).Refusal);
    }

    [Fact]
    public async Task Somebody_who_can_manage_people_must_remain()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await host.PersonAsync("admin");
        Assert.True((await People(host).SetActiveAsync(admin, (await host.PersonAsync("admin2")).Id, false, Cancel)).Succeeded);
        var second = admin with { Id = Ids.New(), UserName = "other" }; // an administrator of another session who has just lost the role
        Assert.Equal("administration.last-administrator", (await People(host).SetActiveAsync(second, admin.Id, false, Cancel)).Refusal?.Code);
        Assert.Equal("administration.last-administrator", (await People(host).ChangeAsync(second, Draft(admin) with { Roles = [RoleNames.Auditor] }, Cancel)).Refusal?.Code);
    }

    private static ManagePeople People(AdministrationHost host) => host.Services.GetRequiredService<ManagePeople>();

    private static ManageRoles Roles(AdministrationHost host) => host.Services.GetRequiredService<ManageRoles>();

    private static HashSet<string> Set(params string[] permissions) => new(permissions, StringComparer.Ordinal);

    private static PersonDraft Teller(string user) => new(null, user, "钱多", "3101", [RoleNames.Teller], [], 0, null);

    private static Task<Outcome<StaffMember>> LogInAsync(AdministrationHost host, string user, string password) => host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync(user, password));

    private static PersonDraft Draft(StaffMember s) => new(s.Id, s.UserName, s.DisplayName, s.BranchCode, s.Roles, s.Posts, s.AuthorizationLevel, s.AmountLimit);
}
