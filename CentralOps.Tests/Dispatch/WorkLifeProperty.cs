using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Dispatch.Duty;
using CentralOps.Domain.Intake.Pictures;
using CentralOps.Domain.Intake.Rework;
using CentralOps.Domain.Intake.Withdraw;
using CentralOps.Domain.Kernel;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Dispatch;

/// <summary>People, supervisors, sweeps and machines do what they may and what they may not, in any order; after every call every row makes sense, and what is over stays over.</summary>
[Trait("Category", "db")]
public sealed class WorkLifeProperty
{
    private static readonly string Process = Line.Of("recognition.pages", "entry.fields", "review", "branch.rework");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whatever_people_supervisors_sweeps_and_machines_do_every_task_is_where_it_says(string provider)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            await using var centre = await RandomCentre.OpenAsync(provider, seed);
            for (var step = 0; step < 120; step++) await centre.StepAsync();
            Assert.True(centre.Done > 5, $"seed {seed}: only {centre.Done} tasks were finished");
        }
    }

    private sealed class RandomCentre : IAsyncDisposable
    {
        private readonly Random _random;
        private readonly CaseHost _host;
        private readonly FakeTimeProvider _clock;
        private readonly List<StaffMember> _people = [];
        private readonly StaffMember _teller;
        private readonly Dictionary<Guid, Guid> _drafts = [];
        private readonly Dictionary<Guid, object> _over = [];
        private readonly List<IDisposable> _screens = [];
        private readonly List<string> _history = [];

        private RandomCentre(CaseHost host, FakeTimeProvider clock, int seed)
        {
            (_host, _clock, _random) = (host, clock, new Random(seed));
            _teller = host.Person("teller");
            foreach (var name in new[] { "anna", "ben", "carl", "rita" })
            {
                var person = host.Person(name, "entry", "arbitration", "review");
                host.Grant(person, Permissions.DispatchManage);
                _people.Add(person);
                _screens.Add(host.Get<OperatorFeed>().Subscribe(person.Id, _ => Task.CompletedTask));
            }
        }

        public int Done => _over.Count;

        public static async Task<RandomCentre> OpenAsync(string provider, int seed)
        {
            var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
            return new RandomCentre(await CaseHost.StartAsync(provider, Process, [new ChequeReader()], s => s.AddSingleton<TimeProvider>(clock)), clock, seed);
        }

        public async Task StepAsync()
        {
            var items = await _host.QueryAsync(db => db.Set<WorkItem>().AsNoTracking().ToListAsync());
            var (person, item) = (Any(_people), items.Count == 0 ? null : Any(items));
            var held = items.Where(w => w.IsHeldBy(person.Id)).ToList();
            var mine = held.Count > 0 && _random.Next(4) > 0 ? Any(held) : item;
            var what = _random.Next(20);
            _history.Add($"{what} {person.UserName} {mine?.Kind} {mine?.Task} {mine?.State}");
            try
            {
                await (what switch
                {
                    0 => _host.SubmitAsync(_teller, look: $"page {_random.Next()}"),
                    1 or 2 => _host.Desk.SignInAsync(person.Id, ["entry", "arbitration", "review"]),
                    3 => _host.Desk.SignOutAsync(person.Id, _random.Next(2) == 0),
                    4 => _random.Next(2) == 0 ? _host.Desk.BreakAsync(person.Id) : _host.Desk.DisconnectedAsync(person.Id),
                    5 => _random.Next(2) == 0 ? _host.Desk.ReadyAsync(person.Id) : _host.Desk.ConnectedAsync(person.Id),
                    6 or 7 or 8 => TakeUpAsync(person),
                    9 => _host.Desk.ReserveAsync(person.Id, 3, _ => true),
                    10 when mine is not null => DraftAsync(person, mine),
                    11 when mine is not null => _random.Next(2) == 0 ? _host.Desk.HandBackAsync(person.Id, mine.Id) : _host.Desk.PutAsideAsync(person.Id, mine.Id),
                    12 or 13 or 14 when mine is not null => _host.FinishAsync(person, mine, await ResultAsync(mine)),
                    15 when item is not null => ManageAsync(person, item),
                    16 when items.Find(w => w is { Kind: WorkKind.Branch, IsOpen: true }) is { } asked => AnswerAsync(asked),
                    17 when item is not null && _random.Next(8) == 0 => _host.Get<WithdrawCase>().WithdrawAsync(_teller.Id, item.CaseId),
                    18 => SweepAsync(),
                    _ => _host.Get<HandOut>().RunOnceAsync(TestContext.Current.CancellationToken),
                });
            }
            catch (RuleBroken e)
            {
                Assert.Fail($"{e.Message}\n{string.Join('\n', _history.TakeLast(10))}");
            }

            await LookAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var screen in _screens) screen.Dispose();
            await _host.DisposeAsync();
        }

        private async Task LookAsync()
        {
            foreach (var w in await _host.QueryAsync(db => db.Set<WorkItem>().AsNoTracking().ToListAsync()))
            {
                WorkRows.MakesSense(w);
                if (w.IsOpen) continue;
                var row = (w.State, w.HolderId, w.FinishedAt, w.CommandId, w.SortKey, w.PinnedTo);
                Assert.Equal(_over.GetValueOrDefault(w.Id, row), row);
                _over[w.Id] = row;
            }
        }

        private async Task TakeUpAsync(StaffMember person)
        {
            if (await _host.Desk.TakeUpAsync(person.Id) is not { Draft: not null } item) return;
            Assert.Equal(person.Id, _drafts[item.Id]); // what another has typed is never shown
        }

        private async Task DraftAsync(StaffMember person, WorkItem item)
        {
            if ((await _host.Desk.SaveDraftAsync(person.Id, item.Id, """{"value":"1"}""")).Succeeded) _drafts[item.Id] = person.Id;
        }

        private Task<Outcome> ManageAsync(StaffMember supervisor, WorkItem item) => _random.Next(5) switch
        {
            0 => _host.Get<ISupervisorDesk>().HoldAsync(supervisor.Id, item.Id, "wait"),
            1 => _host.Get<ISupervisorDesk>().ReleaseAsync(supervisor.Id, item.Id),
            2 => _host.Get<ISupervisorDesk>().RaiseAsync(supervisor.Id, item.Id, "urgent"),
            3 => _host.Get<ISupervisorDesk>().ReturnToQueueAsync(supervisor.Id, item.Id, "take it back"),
            _ => _host.Get<ISupervisorDesk>().ReassignAsync(supervisor.Id, item.Id, Any(_people).Id, "yours"),
        };

        private async Task SweepAsync()
        {
            _clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 900)));
            await _host.Get<LeaseSweep>().RunOnceAsync(TestContext.Current.CancellationToken);
        }

        private async Task<WorkResult> ResultAsync(WorkItem item)
        {
            switch (_random.Next(9))
            {
                case 0: return WorkResult.Of("suspend", new SuspendNote(_clock.GetUtcNow().AddMinutes(_random.Next(1, 60)), null));
                case 1: return WorkResult.Of("escalate", new ReasonNote("F01", "too difficult"));
                case 2: return WorkResult.Of("return-branch", new ReturnNote("F01", "scan again", []));
                case 3 when _random.Next(4) == 0: return WorkResult.Of("reject", new ReasonNote("F01", null));
                case 4: return WorkResult.Of("ask-picture", new PictureWanted("the back", null, [], """{"seen":[]}"""));
                default:
                    if (item.Task != "review") return CaseHost.Keyed(_random.Next(2) == 0 ? "100" : "700");
                    return WorkResult.Done(new Approved([.. (await _host.CaseAsync(item.CaseId)).LivePages.Select(p => p.Id)], null));
            }
        }

        private Task<Outcome> AnswerAsync(WorkItem asked) => asked.Task == "branch.rework"
            ? _host.Get<AnswerReturn>().AnswerAsync(_teller.Id, asked.Id, Guid.NewGuid(), [], "it is right")
            : _host.Get<AnswerPicture>().AnswerAsync(_teller.Id, asked.Id, Guid.NewGuid(), [], "there is none");

        private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
    }
}
