using CentralOps.Domain.Administration;
using CentralOps.Infrastructure.Database.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CentralOps.Tests.Administration;

public sealed class LogInTests
{
    [Fact]
    public async Task The_demo_bank_has_people_for_every_post_and_role()
    {
        await using var host = await AdministrationHost.StartAsync();
        var all = await host.Staff.AllAsync(TestContext.Current.CancellationToken);
        foreach (var post in await host.Services.GetRequiredService<IWorkPosts>().AllAsync(TestContext.Current.CancellationToken))
            Assert.Contains(all, s => s.Posts.Contains(post.Code) && s.AuthorizationLevel >= post.MinLevel && s.May(Permissions.DutyWork));
        foreach (var role in RoleNames.Shipped.Keys)
            Assert.Contains(all, s => s.Roles.Contains(role));
        Assert.True(all.Count(s => s.Posts.Contains(WorkPosts.Entry)) >= 3, "two blind keyers and a third who settles");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_person_out()
    {
        await using var host = await AdministrationHost.StartAsync();
        for (var i = 0; i < 4; i++)
            Assert.Equal("account.wrong", await TryAsync(host, "entry1", "wrong"));
        Assert.Equal("account.locked", await TryAsync(host, "entry1", "wrong"));
        Assert.Equal("account.locked", await TryAsync(host, "entry1", "Centre-2026"));
        Assert.Null(await TryAsync(host, "entry2", "Centre-2026"));
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_get_the_same_answer()
    {
        await using var host = await AdministrationHost.StartAsync();
        Assert.Equal("account.wrong", await TryAsync(host, "nobody", "Centre-2026"));
        Assert.Equal("account.wrong", await TryAsync(host, "teller1", "centre-2026"));
    }

    [Fact]
    public async Task A_second_log_in_ends_the_first_session()
    {
        await using var host = await AdministrationHost.StartAsync();
        var sessions = host.Services.GetRequiredService<ISessions>();
        var ended = new List<Guid>();
        sessions.Ended += ended.Add;
        Assert.Null(await TryAsync(host, "teller1", "Centre-2026"));
        var (id, first) = await StampAsync(host, "teller1");
        Assert.True(await sessions.IsLiveAsync(id, first, TestContext.Current.CancellationToken));

        Assert.Null(await TryAsync(host, "teller1", "Centre-2026"));

        Assert.False(await sessions.IsLiveAsync(id, first, TestContext.Current.CancellationToken));
        Assert.Equal([id, id], ended);
    }

    [Fact]
    public async Task A_log_in_ends_after_a_shift_whatever_is_done()
    {
        await using var host = await AdministrationHost.StartAsync(new KeyValuePair<string, string?>("Session:LongestHours", "9"));
        var sessions = host.Services.GetRequiredService<ISessions>();
        Assert.Null(await TryAsync(host, "teller1", "Centre-2026"));
        var (id, stamp) = await StampAsync(host, "teller1");
        host.Clock.Advance(TimeSpan.FromHours(8.9));
        Assert.True(await sessions.IsLiveAsync(id, stamp, TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromHours(0.1));
        Assert.False(await sessions.IsLiveAsync(id, stamp, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Demo_people_log_in_without_a_password_only_where_the_cards_are_offered()
    {
        await using (var host = await AdministrationHost.StartAsync())
            Assert.Null((await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInDemoAsync("teller1"))).Refusal);
        await using (var host = await AdministrationHost.StartAsync(new KeyValuePair<string, string?>("Demo:Cards", "false")))
            Assert.Equal("account.no-demo", (await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInDemoAsync("teller1"))).Refusal?.Code);
    }

    [Fact]
    public async Task Starting_twice_loads_nothing_twice()
    {
        await using var host = await AdministrationHost.StartAsync();
        var before = (await host.Staff.AllAsync(TestContext.Current.CancellationToken)).Count;
        await host.Services.GetRequiredService<CentralOps.Infrastructure.Database.DatabaseStart>().RunAsync(TestContext.Current.CancellationToken);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before, (await host.Staff.AllAsync(TestContext.Current.CancellationToken)).Count);
    }

    private static async Task<string?> TryAsync(AdministrationHost host, string user, string password) =>
        (await host.RequestAsync(s => s.GetRequiredService<IAccount>().LogInAsync(user, password))).Refusal?.Code;

    private static Task<(Guid Id, string? Stamp)> StampAsync(AdministrationHost host, string user) => host.RequestAsync(async s =>
    {
        var found = await s.GetRequiredService<UserManager<StaffUser>>().FindByNameAsync(user);
        return (found!.Id, found.SecurityStamp);
    });
}
