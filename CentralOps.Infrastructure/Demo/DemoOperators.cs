using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Monitoring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Demo;

/// <summary>
/// Simulated operators: sign in, take up what is pushed to them and finish it at a person's pace. Where a real person is signed in to one of their posts, they
/// all but stop: one of them per post stays, slowly, because double entry needs a second pair of eyes; the others go on a break.
/// </summary>
internal sealed class DemoOperators(
    IOperatorDesk desk, IFinishWork finish, ICentreBoard board, IStaffDirectory staff, OperatorFeed feed, DemoAnswers answers, TimeProvider clock, ILogger<DemoOperators> log) : BackgroundService
{
    private const int BesideAPerson = 5;
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Start, clock, stoppingToken);
        var crowd = (await staff.AllAsync(stoppingToken)).Where(s => s.UserName.StartsWith(DemoCrowd.Prefix, StringComparison.Ordinal) && s.Posts.Count > 0).ToList();
        await Task.WhenAll(crowd.Select(person => DutyAsync(person, crowd, stoppingToken)));
    }

    private async Task DutyAsync(StaffMember person, List<StaffMember> crowd, CancellationToken cancel)
    {
        using var pushed = new SemaphoreSlim(0);
        using var listening = feed.Subscribe(person.Id, _ =>
        {
            pushed.Release();
            return Task.CompletedTask;
        });
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await WorkOnceAsync(person, crowd, cancel)) await pushed.WaitAsync(Idle, cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "simulated operator {Person} failed; they go on", person.UserName);
                await Task.Delay(Idle, clock, cancel);
            }
        }
    }

    /// <summary>One task from sign-in to finish; false = there was nothing to do.</summary>
    private async Task<bool> WorkOnceAsync(StaffMember person, List<StaffMember> crowd, CancellationToken cancel)
    {
        var duty = await desk.ConnectedAsync(person.Id, cancel);
        if (duty.Session is null)
        {
            var signedIn = await desk.SignInAsync(person.Id, person.Posts, cancel);
            if (signedIn.Refusal is { } refusal) throw new InvalidOperationException($"sign-in: {refusal}");
            return false;
        }

        var people = (await board.BoardAsync(cancel)).People;
        var (besideAPerson, mayStay) = Company(person, crowd, people);
        if (besideAPerson && !mayStay)
        {
            if (duty.Session.State != DutyState.Break) await desk.BreakAsync(person.Id, cancel);
            return false;
        }

        if (duty.Session.State == DutyState.Break) await desk.ReadyAsync(person.Id, cancel);
        // Like a person they wait for the push; asking for work at the same moment would only race the dispatcher.
        if (duty.Session.State is not (DutyState.Offered or DutyState.Working)) return false;
        if (await desk.TakeUpAsync(person.Id, cancel) is not { } item) return false;
        await Task.Delay(answers.TimeFor(item.Task) * (besideAPerson ? BesideAPerson : 1), clock, cancel);
        if (await answers.OfAsync(person.Id, item, cancel) is not { } result)
        {
            await desk.HandBackAsync(person.Id, item.Id, cancel);
            await desk.BreakAsync(person.Id, cancel);
            return false;
        }

        var outcome = await finish.FinishAsync(person.Id, item.Id, Ids.New(), result, cancel);
        if (outcome.Refusal is { } no)
        {
            log.LogInformation("simulated {Person} at {Task}: {Refusal}", person.UserName, item.Task, no);
            await desk.HandBackAsync(person.Id, item.Id, cancel);
        }

        return true;
    }

    // The first of the crowd at a post, by name, is the one who stays beside a person.
    private static (bool BesideAPerson, bool MayStay) Company(StaffMember person, List<StaffMember> crowd, IReadOnlyList<PersonRow> onDuty)
    {
        var taken = onDuty.Where(p => p.State is not DutyState.SignedOut && crowd.TrueForAll(s => s.Id != p.UserId))
            .SelectMany(p => p.Posts.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        var shared = person.Posts.Where(taken.Contains).ToList();
        var first = shared.TrueForAll(post => crowd.Where(s => s.Posts.Contains(post)).MinBy(s => s.UserName, StringComparer.Ordinal)?.Id == person.Id);
        return (shared.Count > 0, first);
    }
}
