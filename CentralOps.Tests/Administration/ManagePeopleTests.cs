using CentralOps.Domain.Administration;
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
        var (admin, teller) = (await PersonAsync(host, "admin"), await PersonAsync(host, "teller1"));
        Assert.Equal("administration.own-rights", (await People(host).ChangeAsync(admin, Draft(admin), Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-rights", (await People(host).ResetPasswordAsync(admin, admin.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.own-rights", (await Roles(host).SetAsync(admin, RoleNames.Administrator, Set(Permissions.AdminUsers), Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await People(host).SetActiveAsync(teller, admin.Id, false, Cancel)).Refusal?.Code);
        Assert.Equal("administration.not-permitted", (await Roles(host).SetAsync(teller, RoleNames.Auditor, Set(), Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_new_person_gets_a_password_that_must_be_changed_and_the_trail_tells_who_made_them()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await PersonAsync(host, "admin");
        var made = await People(host).AddAsync(admin, new PersonDraft(null, "teller9", "钱多", "3101", [RoleNames.Teller], [], 0, null), Cancel);
        Assert.Null(made.Refusal);
        Assert.Null((await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync("teller9", made.Value))).Refusal);
        var rows = await host.Services.GetRequiredService<IAuditStore>().SearchAsync(new AuditSearch { ObjectId = "teller9" }, Cancel);
        Assert.Contains(rows, r => r is { What: "user.created", Who: "admin" });
        Assert.DoesNotContain(rows, r => r.Detail.Contains(made.Value, StringComparison.Ordinal));
        Assert.Equal("administration.name-taken", (await People(host).AddAsync(admin, new PersonDraft(null, "teller9", "x", "3101", [RoleNames.Teller], [], 0, null), Cancel)).Refusal?.Code);
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
        Assert.Equal(refusal, (await People(host).AddAsync(await PersonAsync(host, "admin"), draft, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_gives_out_rights_must_not_work_on_cases()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await PersonAsync(host, "admin");
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
        Assert.Null((await Roles(host).SetAsync(await PersonAsync(host, "admin"), RoleNames.Auditor, Set(Permissions.AuditRead), Cancel)).Refusal);
        var auditor = await PersonAsync(host, "auditor");
        Assert.Equal([Permissions.AuditRead], auditor.Permissions);
        Assert.Equal([auditor.Id], ended);
    }

    [Fact]
    public async Task A_locked_person_cannot_log_in_until_they_are_let_in_again()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, teller) = (await PersonAsync(host, "admin"), await PersonAsync(host, "teller1"));
        Assert.True((await People(host).SetActiveAsync(admin, teller.Id, false, Cancel)).Succeeded);
        Assert.Equal("account.inactive", (await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync("teller1", "Centre-2026"))).Refusal?.Code);
        Assert.True((await People(host).SetActiveAsync(admin, teller.Id, true, Cancel)).Succeeded);
        Assert.Null((await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync("teller1", "Centre-2026"))).Refusal);
    }

    [Fact]
    public async Task Somebody_who_can_manage_people_must_remain()
    {
        await using var host = await AdministrationHost.StartAsync();
        var admin = await PersonAsync(host, "admin");
        Assert.True((await People(host).SetActiveAsync(admin, (await PersonAsync(host, "admin2")).Id, false, Cancel)).Succeeded);
        var second = admin with { Id = Ids.New(), UserName = "other" }; // an administrator of another session who has just lost the role
        Assert.Equal("administration.last-administrator", (await People(host).SetActiveAsync(second, admin.Id, false, Cancel)).Refusal?.Code);
        Assert.Equal("administration.last-administrator", (await People(host).ChangeAsync(second, Draft(admin) with { Roles = [RoleNames.Auditor] }, Cancel)).Refusal?.Code);
    }

    private static ManagePeople People(AdministrationHost host) => host.Services.GetRequiredService<ManagePeople>();

    private static ManageRoles Roles(AdministrationHost host) => host.Services.GetRequiredService<ManageRoles>();

    private static HashSet<string> Set(params string[] permissions) => new(permissions, StringComparer.Ordinal);

    private static async Task<StaffMember> PersonAsync(AdministrationHost host, string user) => (await host.Staff.FindByUserNameAsync(user, Cancel))!;

    private static PersonDraft Draft(StaffMember s) => new(s.Id, s.UserName, s.DisplayName, s.BranchCode, s.Roles, s.Posts, s.AuthorizationLevel, s.AmountLimit);
}
