using CentralOps.Domain.Administration;
using CentralOps.Domain.Dispatch;

namespace CentralOps.Tests.Dispatch;

/// <summary>Who may no longer serve is on duty no longer.</summary>
public sealed class DutyCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("locked")]
    [InlineData("without the role")]
    [InlineData("without the post")]
    [InlineData("of a lower level")]
    [InlineData("post closed")]
    public async Task A_change_ends_duty_at_once_and_what_was_in_hand_goes_back(string change)
    {
        await using var host = await DispatchHost.StartAsync("sqlite");
        var person = await host.OnDutyAsync(host.Person("han", [WorkPosts.Authorization1], level: 1), WorkPosts.Authorization1);
        var colleague = await host.OnDutyAsync("wang", WorkPosts.Entry);
        var item = await host.WaitingAsync(WorkPosts.Authorization1);
        Assert.Equal(item.Id, (await host.Desk.TakeUpAsync(person.Id, Cancel))?.Id);
        Assert.Equal(0, await host.Duty.RunOnceAsync(Cancel));

        switch (change)
        {
            case "locked": host.Change(person with { Active = false }); break;
            case "without the role": host.Change(person with { Permissions = new HashSet<string>() }); break;
            case "without the post": host.Change(person with { Posts = [WorkPosts.Entry] }); break;
            case "of a lower level": host.Change(person with { AuthorizationLevel = 0 }); break;
            default: host.Posts.First(p => p.Code == WorkPosts.Authorization1).Active = false; break;
        }

        Assert.Equal(1, await host.Duty.RunOnceAsync(Cancel));
        Assert.Equal(DutyState.SignedOut, (await host.SessionAsync(person)).State);
        Assert.Equal((WorkState.Waiting, (Guid?)null, (string?)null), ((await host.ReloadAsync(item)).State, (await host.ReloadAsync(item)).HolderId, (await host.ReloadAsync(item)).Draft));
        Assert.NotEqual(DutyState.SignedOut, (await host.SessionAsync(colleague)).State);
        Assert.Equal(0, await host.Duty.RunOnceAsync(Cancel));
    }
}
