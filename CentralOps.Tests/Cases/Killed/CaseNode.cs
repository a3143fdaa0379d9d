using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Dispatch.Duty;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure;
using CentralOps.Infrastructure.CoreBanking.Machines;
using CentralOps.Infrastructure.Database;
using CentralOps.Infrastructure.Dispatch.Claims;
using CentralOps.Infrastructure.Dispatch.Machines;
using CentralOps.Tests.CoreBanking;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CentralOps.Tests.Cases.Killed;

/// <summary>The product without pages, over a database and a core that outlive it: everything real, with tellers and reviewers who never rest.</summary>
internal sealed class CaseNode : IHostApplicationLifetime, IAsyncDisposable
{
    private const string Queue = "core";
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;

    public CaseNode(IReadOnlyDictionary<string, string?> settings, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton<IHostApplicationLifetime>(this).AddInfrastructure(configuration);
        services.RemoveAll<IMachine>().AddSingleton<IMachine, PostMachine>();
        var everybody = new Everybody(); // tellers and reviewers are made up as they come
        services.RemoveAll<IStaffDirectory>().AddSingleton<IStaffDirectory>(everybody).RemoveAll<IWorkPosts>().AddSingleton<IWorkPosts>(everybody);
        if (clock is not null) services.RemoveAll<TimeProvider>().AddSingleton(clock);
        _services = services.BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Submits cases until it is ended; the number of each is written down once the product has said that it has it.</summary>
    public async Task SubmitAsync(int most, TextWriter accepted, CancellationToken cancel)
    {
        var store = Get<ICaseStore>();
        for (var i = 0; i < most && !cancel.IsCancellationRequested; i++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var @case = new Case
            {
                Number = await store.NextNumberAsync(SimulatedCore.Today, cancel), BusinessType = "cheque-transfer", BranchCode = "3101", SubmittedBy = Ids.New(),
                BusinessDate = SimulatedCore.Today, SubmittedAt = now, DueAt = now.AddMinutes(10),
            };
            foreach (var (code, value) in new[] { ("payer.account", SimulatedCore.Rich), ("payer.name", "云帆贸易有限公司"), ("payee.account", SimulatedCore.Poor), ("payee.name", "启明科技有限公司"), ("amount", "1.00") })
                @case.Fields.Add(new CaseField { CaseId = @case.Id, Code = code, Type = "text", Keying = "double", Value = value, Status = FieldStatus.Accepted });
            if (await Get<CaseAdvancer>().StartAsync(@case, "main", Ids.New(), cancel) is not { } submitted) throw new InvalidOperationException($"case {@case.Number} was not taken");
            await accepted.WriteLineAsync(submitted.Number);
            await accepted.FlushAsync(cancel);
        }
    }

    /// <summary>Reviews what is first in the queue until there is nothing; each time as another person.</summary>
    /// <returns>How many were reviewed.</returns>
    public async Task<int> ReviewAsync(CancellationToken cancel)
    {
        for (var done = 0; ; done++)
        {
            var (person, now) = (Ids.New(), Get<TimeProvider>().GetUtcNow());
            Guid? item;
            await using (var db = await Get<IDbContextFactory<CentralOpsDbContext>>().CreateDbContextAsync(cancel))
                item = await Get<IClaimSql>().ClaimForPersonAsync(db, "review", new Claimant(person, 2, null), now, now.AddMinutes(1), cancel);
            if (item is not { } claimed) return done;
            var outcome = await Get<CaseAdvancer>().FinishAsync(person, claimed, Ids.New(), WorkResult.Done(new Approved([], null)), cancel);
            if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal!.ToString());
        }
    }

    /// <summary>What the node's jobs do every second: leases that have run out, machine work that nobody has taken.</summary>
    public async Task SweepAsync(CancellationToken cancel)
    {
        await Get<LeaseSweep>().RunOnceAsync(cancel);
        Get<MachinePump>().Kick(Queue);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    CancellationToken IHostApplicationLifetime.ApplicationStarted => CancellationToken.None;

    CancellationToken IHostApplicationLifetime.ApplicationStopping => _stop.Token;

    CancellationToken IHostApplicationLifetime.ApplicationStopped => CancellationToken.None;

    void IHostApplicationLifetime.StopApplication()
    {
    }
}
