using CentralOps.Domain.Administration;
using CentralOps.Domain.Administration.Changes;
using CentralOps.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

/// <summary>Nobody alone gives somebody the right to decide, or takes the place of somebody who has it.</summary>
public sealed class AuthorityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a level is raised", "entry1", true)]
    [InlineData("a limit is raised", "authorizer1", true)]
    [InlineData("a limit is taken away", "authorizer1", true)]
    [InlineData("a limit is lowered", "authorizer1", false)]
    [InlineData("an authorizing post is added", "authorizer1", true)]
    [InlineData("a seal post is added", "entry1", true)]
    [InlineData("a keying post is added", "seal1", false)]
    [InlineData("all posts are taken away", "authorizer2", false)]
    [InlineData("a supervisor's role is added", "entry1", true)]
    [InlineData("a branch supervisor moves to another branch", "manager1", true)]
    [InlineData("a teller moves to another branch", "teller1", false)]
    [InlineData("a name is put right", "authorizer2", false)]
    [InlineData("an administrator becomes an auditor", "admin2", true)]
    public async Task It_takes_two_people_when_more_may_be_decided_or_fewer_control(string what, string who, bool two)
    {
        await using var host = await AdministrationHost.StartAsync();
        await AddAdministratorAsync(host, "admin3"); // so that somebody is left who may decide on the others
        var person = await host.PersonAsync(who);
        var draft = Draft(person);
        draft = what switch
        {
            "a level is raised" => draft with { Level = 1 },
            "a limit is raised" => draft with { AmountLimit = person.AmountLimit + 1 },
            "a limit is taken away" => draft with { AmountLimit = null },
            "a limit is lowered" => draft with { AmountLimit = 1 },
            "an authorizing post is added" => draft with { Level = 2, Posts = [.. person.Posts, WorkPosts.Authorization2] },
            "a seal post is added" => draft with { Posts = [.. person.Posts, WorkPosts.Seal] },
            "a keying post is added" => draft with { Posts = [.. person.Posts, WorkPosts.Entry] },
            "all posts are taken away" => draft with { Posts = [] },
            "a supervisor's role is added" => draft with { Roles = [.. person.Roles, RoleNames.CentreSupervisor] },
            "a branch supervisor moves to another branch" or "a teller moves to another branch" => draft with { BranchCode = "3102" },
            "a name is put right" => draft with { DisplayName = "曹正一" },
            "an administrator becomes an auditor" => draft with { Roles = [RoleNames.Auditor] },
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "unknown"),
        };
        var changed = await People(host).ChangeAsync(await host.PersonAsync("admin"), draft, Cancel);
        Assert.Null(changed.Refusal);
        Assert.Equal(two ? ChangeEffect.Waits : ChangeEffect.Done, changed.Value.Effect);
        Assert.Equal(two, Same(person, await host.PersonAsync(who)));
        if (!two) return;
        Assert.Null((await host.ApproveAsync("admin3")).Refusal);
        Assert.False(Same(person, await host.PersonAsync(who)));
    }

    [Fact]
    public async Task An_authorizer_is_made_by_two_people_and_neither_of_them_knows_the_whole_code()
    {
        await using var host = await AdministrationHost.StartAsync();
        var made = await People(host).AddAsync(await host.PersonAsync("admin"), Authorizer, Cancel);
        Assert.Equal((ChangeEffect.Waits, OneTimeCode.HalfLength), (made.Value.Effect, made.Value.Code.Length));
        Assert.Null(await host.Staff.FindByUserNameAsync("authorizer9", Cancel));
        Assert.Equal("administration.change-waits", (await People(host).AddAsync(await host.PersonAsync("admin2"), Authorizer, Cancel)).Refusal?.Code);

        var waiting = Assert.Single(await Store(host).WaitingAsync(Cancel));
        Assert.DoesNotContain(made.Value.Code, waiting.Content, StringComparison.Ordinal);
        Assert.Equal("administration.own-change", (await Decide(host).ApproveAsync(await host.PersonAsync("admin"), waiting.Id, Cancel)).Refusal?.Code);
        var second = await Decide(host).ApproveAsync(await host.PersonAsync("admin2"), waiting.Id, Cancel);

        Assert.Equal([WorkPosts.Authorization1], (await host.PersonAsync("authorizer9")).Posts);
        foreach (var alone in new[] { made.Value.Code, second.Value, made.Value.Code + made.Value.Code, second.Value + second.Value })
            Assert.Equal("account.wrong", (await LogInAsync(host, "authorizer9", alone)).Refusal?.Code);
        Assert.Null((await LogInAsync(host, "authorizer9", OneTimeCode.Whole(made.Value.Code, second.Value))).Refusal);
    }

    [Fact]
    public async Task Whoever_begins_to_decide_sets_a_new_password_because_one_person_may_know_the_old_one()
    {
        await using var host = await AdministrationHost.StartAsync();
        var draft = new PersonDraft(null, "keyer9", "新录入", "0001", [RoleNames.Operator], [WorkPosts.Entry], 0, null);
        var alone = await People(host).AddAsync(await host.PersonAsync("admin"), draft, Cancel);
        Assert.Equal(ChangeEffect.Done, alone.Value.Effect);
        var promoted = draft with { Id = (await host.PersonAsync("keyer9")).Id, Posts = [WorkPosts.Seal] };
        var first = await People(host).ChangeAsync(await host.PersonAsync("admin"), promoted, Cancel);
        Assert.Equal((ChangeEffect.Waits, OneTimeCode.HalfLength), (first.Value.Effect, first.Value.Code.Length));
        Assert.Null((await LogInAsync(host, "keyer9", alone.Value.Code)).Refusal); // nothing has changed yet
        var waiting = Assert.Single(await Store(host).WaitingAsync(Cancel));
        var second = await Decide(host).ApproveAsync(await host.PersonAsync("admin2"), waiting.Id, Cancel);

        Assert.Equal([WorkPosts.Seal], (await host.PersonAsync("keyer9")).Posts);
        foreach (var old in new[] { alone.Value.Code, first.Value.Code, second.Value })
            Assert.Equal("account.wrong", (await LogInAsync(host, "keyer9", old)).Refusal?.Code);
        Assert.Null((await LogInAsync(host, "keyer9", OneTimeCode.Whole(first.Value.Code, second.Value))).Refusal);
    }

    [Theory]
    [InlineData(5000, null, true)]
    [InlineData(5000, 6000, true)]
    [InlineData(null, 1000, false)]
    [InlineData(5000, 1000, false)]
    public void A_limit_counts_before_there_is_anything_to_decide(int? before, int? after, bool two) =>
        Assert.Equal(two, Authority.Of([], [], 0, after, "").NeedsSecondPerson(Authority.Of([], [], 0, before, "")));

    [Fact]
    public async Task The_password_of_an_authorizer_is_reset_by_two_others_and_counts_until_then()
    {
        await using var host = await AdministrationHost.StartAsync();
        var ended = new List<Guid>();
        var authorizer = await host.PersonAsync("authorizer1");
        var first = await People(host).ResetPasswordAsync(await host.PersonAsync("admin"), authorizer.Id, Cancel);
        Assert.Equal(ChangeEffect.Waits, first.Value.Effect);
        Assert.Null((await LogInAsync(host, "authorizer1", "Centre-2026")).Refusal);
        host.Services.GetRequiredService<ISessions>().Ended += ended.Add;
        var waiting = Assert.Single(await Store(host).WaitingAsync(Cancel));
        var second = await Decide(host).ApproveAsync(await host.PersonAsync("admin2"), waiting.Id, Cancel);
        Assert.Equal([authorizer.Id], ended);
        Assert.Equal("account.wrong", (await LogInAsync(host, "authorizer1", "Centre-2026")).Refusal?.Code);
        Assert.Null((await LogInAsync(host, "authorizer1", OneTimeCode.Whole(first.Value.Code, second.Value))).Refusal);
        Assert.Equal(ChangeEffect.Done, (await People(host).ResetPasswordAsync(await host.PersonAsync("admin"), (await host.PersonAsync("entry1")).Id, Cancel)).Value.Effect);
    }

    [Fact]
    public async Task Whose_rights_are_concerned_does_not_decide_and_where_nobody_else_is_left_nothing_is_proposed()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, second) = (await host.PersonAsync("admin"), await host.PersonAsync("admin2"));
        Assert.Equal("administration.nobody-decides", (await People(host).ResetPasswordAsync(admin, second.Id, Cancel)).Refusal?.Code);
        Assert.Equal("administration.nobody-decides", (await People(host).ChangeAsync(admin, Draft(second) with { Roles = [RoleNames.Auditor] }, Cancel)).Refusal?.Code);
        await AddAdministratorAsync(host, "admin3");
        Assert.Equal(ChangeEffect.Waits, (await People(host).ResetPasswordAsync(admin, second.Id, Cancel)).Value.Effect);
        Assert.Equal("administration.own-rights", (await host.ApproveAsync("admin2")).Refusal?.Code);
        Assert.Null((await host.ApproveAsync("admin3")).Refusal);
    }

    [Fact]
    public async Task Somebody_who_decides_is_locked_by_one_and_let_in_again_by_two()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, authorizer) = (await host.PersonAsync("admin"), await host.PersonAsync("authorizer1"));
        Assert.Equal(ChangeEffect.Done, (await People(host).SetActiveAsync(admin, authorizer.Id, false, Cancel)).Value);
        Assert.Equal(ChangeEffect.Waits, (await People(host).SetActiveAsync(admin, authorizer.Id, true, Cancel)).Value);
        Assert.Equal("account.inactive", (await LogInAsync(host, "authorizer1", "Centre-2026")).Refusal?.Code);
        Assert.Null((await host.ApproveAsync("admin2")).Refusal);
        Assert.Null((await LogInAsync(host, "authorizer1", "Centre-2026")).Refusal);
    }

    [Fact]
    public async Task A_role_that_lets_people_decide_is_widened_by_two_and_by_nobody_who_holds_it()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, roles) = (await host.PersonAsync("admin"), host.Services.GetRequiredService<ManageRoles>());
        var wider = new HashSet<string> { Permissions.CaseSubmit, Permissions.CaseView, Permissions.BranchAuthorize };
        Assert.Equal(ChangeEffect.Waits, (await roles.SetAsync(admin, RoleNames.Teller, wider, Cancel)).Value);
        Assert.False((await host.PersonAsync("teller1")).May(Permissions.BranchAuthorize));
        Assert.Null((await host.ApproveAsync("admin2")).Refusal);
        Assert.True((await host.PersonAsync("teller1")).May(Permissions.BranchAuthorize));
        Assert.Equal(ChangeEffect.Done, (await roles.SetAsync(admin, RoleNames.Teller, new HashSet<string> { Permissions.CaseSubmit }, Cancel)).Value);
    }

    [Fact]
    public async Task A_post_that_decides_gets_a_lower_level_by_two_and_new_times_by_one()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, posts) = (await host.PersonAsync("admin"), host.Services.GetRequiredService<ManagePosts>());
        Task<WorkPost?> Post(string code) => host.Services.GetRequiredService<IWorkPosts>().FindAsync(code, Cancel).AsTask();
        Assert.Equal(ChangeEffect.Done, (await posts.SaveAsync(admin, Copy((await Post(WorkPosts.Authorization2))!, p => p.OfferSeconds = 30), Cancel)).Value);
        Assert.Equal(ChangeEffect.Waits, (await posts.SaveAsync(admin, Copy((await Post(WorkPosts.Authorization2))!, p => p.MinLevel = 1), Cancel)).Value);
        Assert.Equal(2, (await Post(WorkPosts.Authorization2))!.MinLevel);
        Assert.Null((await host.ApproveAsync("admin2")).Refusal);
        Assert.Equal(1, (await Post(WorkPosts.Authorization2))!.MinLevel);
    }

    [Fact]
    public async Task Rights_are_kept_apart_over_all_roles_of_a_person()
    {
        await using var host = await AdministrationHost.StartAsync();
        var (admin, roles) = (await host.PersonAsync("admin"), host.Services.GetRequiredService<ManageRoles>());
        Assert.Null((await roles.AddAsync(admin, "Archivist", "档案员", Cancel)).Refusal);
        Assert.Equal(ChangeEffect.Done, (await People(host).ChangeAsync(admin, Draft(await host.PersonAsync("admin2")) with { Roles = [RoleNames.Administrator, "Archivist"] }, Cancel)).Value.Effect);
        var refused = await roles.SetAsync(admin, "Archivist", new HashSet<string> { Permissions.DutyWork }, Cancel);
        Assert.Equal("administration.mixed-rights-of", refused.Refusal?.Code);
    }

    [Fact]
    public async Task The_first_administrator_alone_brings_in_the_second_and_nobody_else_who_decides()
    {
        await using var host = await AdministrationHost.StartAsync();
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<Infrastructure.Database.CentralOpsDbContext>>().CreateDbContextAsync(Cancel))
            await db.Users.Where(u => u.UserName == "admin2").ExecuteDeleteAsync(Cancel); // as at the first start
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var admin = await host.PersonAsync("admin");
        Assert.Equal("administration.nobody-decides", (await People(host).AddAsync(admin, Authorizer, Cancel)).Refusal?.Code);
        Assert.Equal(ChangeEffect.Done, (await People(host).AddAsync(admin, Administrator("second"), Cancel)).Value.Effect);
        Assert.Equal(ChangeEffect.Waits, (await People(host).AddAsync(admin, Administrator("third"), Cancel)).Value.Effect);
        Assert.Null((await People(host).SetActiveAsync(admin, (await host.PersonAsync("second")).Id, false, Cancel)).Refusal);
        Assert.Equal("administration.nobody-decides", (await People(host).AddAsync(admin, Administrator("fourth"), Cancel)).Refusal?.Code); // locking the second is no way back
    }

    [Fact]
    public async Task Where_one_administrator_is_left_whoever_runs_the_server_names_another()
    {
        await using var host = await AdministrationHost.StartAsync(KeyValuePair.Create("Setup:Administrator", (string?)"rescue"));
        Assert.Null(await host.Staff.FindByUserNameAsync("rescue", Cancel)); // two are there: ignored
        Assert.Null((await People(host).SetActiveAsync(await host.PersonAsync("admin"), (await host.PersonAsync("admin2")).Id, false, Cancel)).Refusal);
        await host.Services.GetRequiredService<Infrastructure.Database.DatabaseStart>().RunAsync(Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await host.PersonAsync("rescue")).May(Permissions.AdminUsers));
        Assert.Equal(ChangeEffect.Waits, (await People(host).SetActiveAsync(await host.PersonAsync("admin"), (await host.PersonAsync("admin2")).Id, true, Cancel)).Value);
        Assert.Null((await host.ApproveAsync("rescue")).Refusal);
    }

    [Fact]
    public async Task An_administrator_whose_code_ran_out_is_nobodys_second_person()
    {
        await using var host = await AdministrationHost.StartAsync(KeyValuePair.Create("Setup:Administrator", (string?)"rescue"));
        Assert.Null(await host.Staff.FindByUserNameAsync("rescue", Cancel));
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<Infrastructure.Database.CentralOpsDbContext>>().CreateDbContextAsync(Cancel))
        {
            await db.Users.Where(u => u.UserName == "admin2")
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.MustChangePassword, true).SetProperty(u => u.PasswordUntil, host.Clock.GetUtcNow().AddHours(-1)), Cancel);
        }

        await host.Services.GetRequiredService<Infrastructure.Database.DatabaseStart>().RunAsync(Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await host.PersonAsync("rescue")).May(Permissions.AdminUsers));
    }

    private static PersonDraft Authorizer => new(null, "authorizer9", "新授权", "0001", [RoleNames.Authorizer], [WorkPosts.Authorization1], 1, 1000);

    private static PersonDraft Administrator(string name) => new(null, name, name, "0001", [RoleNames.Administrator], [], 0, null);

    private static async Task AddAdministratorAsync(AdministrationHost host, string name)
    {
        Assert.Equal(ChangeEffect.Waits, (await People(host).AddAsync(await host.PersonAsync("admin"), Administrator(name), Cancel)).Value.Effect);
        Assert.Null((await host.ApproveAsync("admin2")).Refusal);
    }

    private static WorkPost Copy(WorkPost p, Action<WorkPost> change)
    {
        var copy = System.Text.Json.JsonSerializer.Deserialize<WorkPost>(System.Text.Json.JsonSerializer.Serialize(p))!;
        change(copy);
        return copy;
    }

    private static bool Same(StaffMember one, StaffMember other) =>
        (one.DisplayName, one.BranchCode, one.AuthorizationLevel, one.AmountLimit) == (other.DisplayName, other.BranchCode, other.AuthorizationLevel, other.AmountLimit)
        && one.Roles.SequenceEqual(other.Roles) && one.Posts.SequenceEqual(other.Posts);

    private static PersonDraft Draft(StaffMember s) => new(s.Id, s.UserName, s.DisplayName, s.BranchCode, s.Roles, s.Posts, s.AuthorizationLevel, s.AmountLimit);

    private static ManagePeople People(AdministrationHost host) => host.Services.GetRequiredService<ManagePeople>();

    private static IProposedChanges Store(AdministrationHost host) => host.Services.GetRequiredService<IProposedChanges>();

    private static DecideOnChange Decide(AdministrationHost host) => host.Services.GetRequiredService<DecideOnChange>();

    private static Task<Outcome<StaffMember>> LogInAsync(AdministrationHost host, string user, string password) => host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync(user, password));
}
