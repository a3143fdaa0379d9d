using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Advancing;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Entry;
using CentralOps.Domain.Entry.KnownAnswers;
using CentralOps.Domain.Kernel;
using CentralOps.Infrastructure.Entry;
using CentralOps.Tests.Cases;
using CentralOps.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralOps.Tests.Entry;

[Trait("Category", "db")]
public sealed class KnownAnswerTests
{
    private const int Surely = 1000; // so many places that the share of 2 % always strikes

    private static readonly string Process = Line.Of("recognition.pages", "entry.fields");

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_field_that_machine_and_keyer_agreed_on_measures_the_next_keyer_who_cannot_tell(string provider)
    {
        await using var host = await StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        await CaseAsync(host, anna, "slice one");
        var found = await host.Get<Domain.Recognition.Accuracy.IRecognitionTruths>().BetweenAsync(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Assert.True(found.Count == 1 && found[0] is { MachineRight: true, SliceHash: not null, FieldType: "amount", Keyers.Count: 1 }, string.Join(" | ", found.Select(f => f.ToString() + string.Join(',', f.Keyers))));
        Assert.Equal(1, await host.Get<IKnownAnswers>().CollectAsync());
        Assert.Equal(0, await host.Get<IKnownAnswers>().CollectAsync()); // not twice

        var ben = await host.OnDutyAsync("ben", "entry");
        await host.ArriveAsync("slice two");
        var real = await host.TakeAsync(ben);
        await host.Get<IKnownAnswerMix>().MixInAsync(ben.Id, real, null, Surely);
        await host.Get<IKnownAnswerMix>().MixInAsync(ben.Id, real, null, Surely); // one at a time
        await FinishAsync(host, ben, real, "100");

        var known = await host.TakeAsync(ben);
        Assert.Equal((KnownAnswer.Step, EnterFieldsStep.Slice, real.Post), (known.Step, known.Task, known.Post));
        var view = (await host.Views.SliceAsync(ben.Id, known.Id)).Value;
        Assert.Equal(("amount", (FieldProposal?)null), (view.FieldCode, view.Proposal));
        Assert.Null((await host.Views.SliceAsync(anna.Id, known.Id)).ValueOrDefault);
        await FinishAsync(host, ben, known, "700");
        var keying = Assert.Single(await host.Get<IKnownAnswers>().KeyingsAsync(DateTimeOffset.MinValue, DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Equal((ben.Id, false), (keying.UserId, keying.Right));

        Assert.True((await host.Get<IAmendWork>().AmendAsync(ben.Id, known.Id, WorkResult.Done(new SliceKeyed("100.00", false, 1)))).Succeeded);
        Assert.True((await host.Get<IKnownAnswers>().KeyingsAsync(DateTimeOffset.MinValue, DateTimeOffset.UtcNow.AddMinutes(1)))[0].Right);
        Assert.Equal(new KnownAnswerRowFigures(1, 0), KnownAnswerRowFigures.Of(Assert.Single(await host.Get<IKnownAnswers>().ListAsync(10))));
        Assert.Equal(2, await host.QueryAsync(db => db.Set<DutySession>().Where(s => s.UserId == ben.Id).Select(s => s.Finished).SingleAsync()));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_is_measured_with_their_own_key_and_what_is_not_keyed_is_dropped(string provider)
    {
        await using var host = await StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        await CaseAsync(host, anna, "slice one");
        await host.Get<IKnownAnswers>().CollectAsync();
        await host.ArriveAsync("slice two");
        await host.ArriveAsync("slice three");

        var hers = await host.TakeAsync(anna);
        await host.Get<IKnownAnswerMix>().MixInAsync(anna.Id, hers, null, Surely);
        Assert.Equal(0, await OpenKnownAsync(host));

        var ben = await host.OnDutyAsync("ben", "entry");
        var his = await host.TakeAsync(ben);
        await host.Get<IKnownAnswerMix>().MixInAsync(ben.Id, his, null, Surely);
        Assert.Equal(1, await OpenKnownAsync(host));
        await host.Desk.DisconnectedAsync(ben.Id);
        Assert.Equal(0, await OpenKnownAsync(host));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task On_a_sheet_a_known_answer_lies_over_a_reading_and_a_retired_one_lies_nowhere(string provider)
    {
        await using var host = await StartAsync(provider);
        var anna = await host.OnDutyAsync("anna", "entry");
        await CaseAsync(host, anna, "slice one");
        await host.Get<IKnownAnswers>().CollectAsync();
        await host.ArriveAsync("slice two");
        var ben = await host.OnDutyAsync("ben", "entry");
        var inHand = await host.TakeAsync(ben);
        await host.Get<IKnownAnswerMix>().MixInAsync(ben.Id, inHand, FieldTypes.Company, Surely); // of another type
        Assert.Equal(0, await OpenKnownAsync(host));
        await host.Get<IKnownAnswerMix>().MixInAsync(ben.Id, inHand, FieldTypes.Amount, Surely);
        var known = Assert.Single(await host.Desk.ReserveAsync(ben.Id, 11, w => Domain.Entry.Sheets.SheetSlices.TypeOf(w) == FieldTypes.Amount));
        await FinishAsync(host, ben, known, "100"); // beside the one in hand
        Assert.Equal(inHand.Id, (await host.Desk.TakeUpAsync(ben.Id))!.Id);
        var keying = Assert.Single(await host.Get<IKnownAnswers>().KeyingsAsync(DateTimeOffset.MinValue, DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.True(keying is { OnSheet: true, Right: true });

        var row = Assert.Single(await host.Get<IKnownAnswers>().ListAsync(10));
        Assert.Equal("entry.not-allowed", (await host.Get<IKnownAnswers>().RetireAsync(host.Person("nobody").Id, row.Answer.Id)).Refusal!.Code);
        var boss = host.Person("boss");
        host.Grant(boss, Permissions.DispatchManage);
        Assert.True((await host.Get<IKnownAnswers>().RetireAsync(boss.Id, row.Answer.Id)).Succeeded);
        Assert.Empty(await host.Get<IKnownAnswers>().ListAsync(10));
        Assert.Equal(0, await host.Get<IKnownAnswers>().CollectAsync()); // and it does not come back
    }

    private static Task<CaseHost> StartAsync(string provider) => CaseHost.StartAsync(provider, Process, [new ChequeReader()], s => s.AddEntry(), keying: "ocr+1");

    private static Task<int> OpenKnownAsync(CaseHost host) =>
        host.QueryAsync(db => db.Set<WorkItem>().CountAsync(w => w.Step == KnownAnswer.Step && w.State != WorkState.Done && w.State != WorkState.Cancelled));

    private static async Task CaseAsync(CaseHost host, StaffMember keyer, string look)
    {
        var id = await host.ArriveAsync(look);
        await host.KeyAsync(keyer, "100");
        Assert.Equal((CaseStatus.Completed, "machine+key"), ((await host.CaseAsync(id)).Status, (await host.CaseAsync(id)).Field("amount")!.Source));
    }

    private static async Task FinishAsync(CaseHost host, StaffMember keyer, WorkItem item, string value)
    {
        var outcome = await host.FinishAsync(keyer, item, CaseHost.Keyed(value));
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
    }

    private sealed record KnownAnswerRowFigures(int Shown, int Missed)
    {
        public static KnownAnswerRowFigures Of(KnownAnswerRow row) => new(row.Shown, row.Missed);
    }
}
