using CentralOps.Domain.Administration;
using CentralOps.Domain.Batches;
using CentralOps.Domain.Batches.Steps;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.CentralAuthorization.Requests;
using CentralOps.Domain.CentralAuthorization.Supplementary;
using CentralOps.Domain.Intake;
using CentralOps.Domain.Intake.BranchTasks;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CentralOps.Infrastructure.Demo;

/// <summary>Simulated branches: submit sample cases at intervals and answer what comes back for their own cases. Cases of real tellers are left to real people.</summary>
internal sealed class DemoBranches(
    DemoSubmissions submissions, IBranchLists lists, IBatchDesk batches, WithdrawCase withdraw, DecideForBranch decision, AuthorizationRequests requests, ICaseReader cases, IStaffDirectory staff, TimeProvider clock,
    ILogger<DemoBranches> log) : BackgroundService
{
    /// <summary>The boards should be alive within a minute, and the machine must not be busy with nothing else afterwards.</summary>
    private const int QuickOnes = 5;

    private const int MostOpen = 40;
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerAfter = TimeSpan.FromSeconds(90);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Start, clock, stoppingToken);
        for (var submitted = 0; !stoppingToken.IsCancellationRequested; submitted++)
        {
            try
            {
                var tellers = (await staff.AllAsync(stoppingToken)).Where(s => s.UserName.StartsWith(DemoCrowd.Prefix + "teller-", StringComparison.Ordinal)).ToList();
                if (tellers.Count == 0) return;
                if (await OpenAsync(stoppingToken) < MostOpen && await submissions.SubmitAsync(tellers[submitted % tellers.Count], stoppingToken) is { } refused) log.LogWarning("a simulated submission: {Refusal}", refused);
                foreach (var teller in tellers)
                {
                    await AnswerAsync(teller, stoppingToken);
                    await UseNumbersAsync(teller, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "a simulated branch failed; it goes on");
            }

            await Task.Delay(TimeSpan.FromSeconds(submitted < QuickOnes ? 3 : Random.Shared.Next(18, 40)), clock, stoppingToken);
        }
    }

    private async Task<int> OpenAsync(CancellationToken cancel) => (await lists.CasesAsync(null, null, null, 200, cancel)).Count(c => c.FinishedAt is null);

    // A simulated teller cannot scan a better paper, so after a while they give the case up, or pay back what could not be paid; a simulated manager says yes.
    private async Task AnswerAsync(StaffMember teller, CancellationToken cancel)
    {
        var due = clock.GetUtcNow() - AnswerAfter;
        foreach (var task in (await lists.TasksAsync(teller.BranchCode, cancel)).Where(t => t.EnqueuedAt < due))
        {
            if ((await cases.ReadAsync(task.CaseId, cancel))?.SubmittedBy != teller.Id) continue;
            var outcome = task.Task switch
            {
                ReworkStep.Task => await withdraw.WithdrawAsync(teller.Id, task.CaseId, cancel),
                RemainderStep.Task => await batches.AnswerAsync(teller.Id, task.ItemId, Ids.New(), new RemainderAnswer(Refund: true, []), cancel),
                SupplementaryStep.Task when await ManagerAsync(teller.BranchCode, cancel) is { } manager =>
                    await decision.DecideAsync(manager.Id, task.ItemId, Ids.New(), WorkResult.Done(new Approved([], null)), cancel),
                _ => Outcome.Ok,
            };
            if (outcome.Refusal is { } refusal) log.LogInformation("simulated branch {Branch}: {Refusal}", teller.BranchCode, refusal);
        }
    }

    // The counter transaction goes on with the number that the centre has given.
    private async Task UseNumbersAsync(StaffMember teller, CancellationToken cancel)
    {
        foreach (var row in (await lists.CasesAsync(teller.BranchCode, teller.Id, null, MostOpen, cancel)).Where(r => r.Status == CaseStatus.Running))
        {
            if (await requests.FindAsync(teller.Id, row.Id, cancel) is not { Open: true } given) continue;
            if ((await requests.UseAsync(teller.Id, given.Number!, given.Fields, cancel: cancel)).Refusal is { } refusal) log.LogInformation("simulated branch {Branch}: {Refusal}", teller.BranchCode, refusal);
        }
    }

    private async Task<StaffMember?> ManagerAsync(string branch, CancellationToken cancel) =>
        (await staff.AllAsync(cancel)).FirstOrDefault(s => s.BranchCode == branch && s.UserName.StartsWith(DemoCrowd.Prefix + "manager-", StringComparison.Ordinal));
}
